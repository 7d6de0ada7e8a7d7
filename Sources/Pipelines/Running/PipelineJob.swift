import CMemory
import Codecs
import Files
import Networks
import Pixels
import Reports

/// Runs a pipeline on one input after the other.
struct PipelineJob: Sendable {
  let pipeline: Pipeline
  let exporter: MapExporter
  let limits: DecodingLimits

  /// Reads an input, computes the layers up to the last that is written, and writes as it goes.
  ///
  /// What fails is told in the result; a layer that cannot be written does not keep the others from
  /// being written.
  func run(_ input: PipelineInput) -> ImageResult {
    do throws(PipelineError) {
      let maps = try input.maps(pipeline.input, limits: limits)
      let (outputs, warnings) = try compute(maps, input)
      let pixels = maps.shape.height * maps.shape.width
      return ImageResult(
        input: input.path, outputs: outputs, error: nil, pixels: pixels, warnings: warnings)
    } catch {
      return ImageResult(input: input.path, outputs: [], error: error, pixels: 0)
    }
  }

  /// What would be done, as far as that is known without decoding.
  func plan(_ input: PipelineInput) -> ImageResult {
    if case .image(let image) = input.source, case .unusable(let error) = image.content {
      return ImageResult(input: input.path, outputs: [], error: error, pixels: 0)
    }
    let outputs = pipeline.exportedSteps.map { step in
      let name = pipeline.layers.steps[step].name
      let path = exporter.folder(of: input).appending(name)
      return OutputResult(kernel: name, path: path, status: .planned)
    }
    return ImageResult(input: input.path, outputs: outputs, error: nil, pixels: 0)
  }

  private func compute(
    _ maps: Activation, _ input: PipelineInput
  ) throws(PipelineError) -> (outputs: [OutputResult], warnings: [String]) {
    var outputs: [OutputResult] = []
    var warnings: [String] = []
    let steps = Set(pipeline.exportedSteps)
    let stage = input.isImage ? pipeline.input.description : nil
    do {
      let count = (pipeline.exportedSteps.last ?? -1) + 1
      try checkMemory(maps.shape, input, count: count)
      try pipeline.layers.forward(maps, count: count, wanted: steps) { step, activation in
        let name = pipeline.layers.steps[step].name
        if let warning = Self.warning(about: activation, layer: name, input: input.path) {
          warnings.append(warning)
        }
        outputs += exporter.write(activation, layer: name, input: input, stage: stage)
      }
    } catch let error as LayerError {
      throw .layers(input.path, error)
    } catch let error as PipelineError {
      throw error
    } catch {
      preconditionFailure("layers throw layer errors")
    }
    return (outputs, warnings)
  }

  /// Each step needs its input and output, and as much again to pad the one and write the other.
  private func checkMemory(_ shape: Shape, _ input: PipelineInput, count: Int) throws {
    let steps = LayerSequence(Array(pipeline.layers.steps.prefix(count)))
    for summary in try steps.summaries(for: shape) {
      let (values, overflow) = (summary.input.count ?? Int.max).addingReportingOverflow(
        summary.output.count ?? Int.max)
      let (bytes, overflows) = values.multipliedReportingOverflow(
        by: 2 * MemoryLayout<Float>.stride)
      guard !overflow, !overflows, lenslet_can_allocate(bytes) else {
        throw PipelineError.outOfMemory(input.path, step: summary.name, summary.output)
      }
    }
  }

  /// Says how many values are not finite; nil where all are.
  private static func warning(about maps: Activation, layer: String, input: Path) -> String? {
    var (nans, infinite) = (0, 0)
    for value in maps.values where !value.isFinite {
      if value.isNaN { nans += 1 } else { infinite += 1 }
    }
    guard nans + infinite > 0 else { return nil }
    return
      "\(input): layer '\(layer)': \(nans) not-a-number and \(infinite) infinite among the values; "
      + "pictures show them in magenta"
  }
}
