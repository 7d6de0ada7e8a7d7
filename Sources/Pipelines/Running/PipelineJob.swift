import CMemory
import Codecs
import Files
import Networks
import Pixels

/// Runs a pipeline on one input after the other.
struct PipelineJob: Sendable {
  let file: PipelineFile
  let exporter: StepExporter
  let limits: DecodingLimits

  /// Reads an input, computes the steps up to the last that is written, and writes as it goes.
  ///
  /// What fails is told in the result; a step that cannot be written does not keep the others from
  /// being written.
  func run(_ input: PipelineInput) -> ImageResult {
    do throws(PipelineError) {
      let maps = try input.maps(file.input, limits: limits)
      let outputs = try compute(maps, input)
      let pixels = maps.shape.height * maps.shape.width
      return ImageResult(input: input.path, outputs: outputs, error: nil, pixels: pixels)
    } catch {
      return ImageResult(input: input.path, outputs: [], error: error, pixels: 0)
    }
  }

  private func compute(
    _ maps: Activation, _ input: PipelineInput
  ) throws(PipelineError) -> [OutputResult] {
    var outputs: [OutputResult] = []
    let count = (file.export.steps.last ?? -1) + 1
    do {
      try checkMemory(maps.shape, input, count: count)
      try file.layers.forward(maps, count: count) { step, activation in
        guard file.export.steps.contains(step) else { return }
        outputs.append(write(activation, name: file.layers.steps[step].name, input))
      }
    } catch let error as LayerError {
      throw .layers(input.path, error)
    } catch let error as PipelineError {
      throw error
    } catch {
      preconditionFailure("layers throw layer errors")
    }
    return outputs
  }

  /// Each step needs its input and output, and as much again to pad the one and write the other.
  private func checkMemory(_ shape: Shape, _ input: PipelineInput, count: Int) throws {
    let steps = LayerSequence(Array(file.layers.steps.prefix(count)))
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

  private func write(_ maps: Activation, name: String, _ input: PipelineInput) -> OutputResult {
    do throws(PipelineError) {
      let path = try exporter.write(maps, step: name, input: input)
      let written = WrittenOutput(shape: maps.shape, mapping: nil, plan: nil)
      return OutputResult(kernel: name, path: path, status: .written(written))
    } catch {
      return OutputResult(kernel: name, path: exporter.folder(of: input), status: .failed(error))
    }
  }
}
