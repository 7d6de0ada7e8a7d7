public import Codecs
public import Definitions
public import Files
import Networks
public import Threads

/// Compares what a network gives with maps that were made elsewhere, layer by layer.
///
/// Nothing is written.
public struct AgainstBatch: Sendable {
  /// The images and tensors.
  public let inputs: [PipelineInput]

  private let pipeline: Pipeline
  private let session: Session
  private let limits: DecodingLimits
  private let folder: Path

  /// The files of each input, by the values that they are compared with.
  private let files: [[Graph.Value: Path]]

  /// Looks for files, and makes the network ready to compute what they are compared with.
  ///
  /// - Parameters:
  ///   - pipeline: The network, and the values that are looked at.
  ///   - inputs: The images and tensors.
  ///   - folder: The folder with the maps.
  ///   - limits: How large images may be.
  ///   - path: The file of the network, for errors.
  /// - Throws: `BatchError.definition` if learned numbers cannot be read or do not fit.
  public init(
    _ pipeline: Pipeline, inputs: [PipelineInput], folder: Path, limits: DecodingLimits, path: Path
  ) throws(BatchError) {
    self.inputs = inputs
    self.folder = folder
    self.limits = limits
    self.pipeline = pipeline
    files = inputs.map { input in
      let maps = ReferenceMaps(in: folder, of: input, isOnly: inputs.count == 1)
      let values = [pipeline.source?.value].compactMap(\.self) + pipeline.exported
      return Dictionary(
        values.compactMap { value in maps.file(of: value, in: pipeline).map { (value, $0) } },
        uniquingKeysWith: { first, _ in first })
    }
    let compared = Set(files.flatMap(\.keys))
    session = try wrapping(
      Session(GraphSlice(pipeline.graph, wanted: Array(compared)))
    ) { BatchError.definition(.layers(path, $0)) }
  }

  /// Runs the network on all inputs and compares.
  ///
  /// - Parameters:
  ///   - threads: How many inputs are worked on at once, 1 or more.
  ///   - report: Takes the result of each input, in order, one at a time, in any of the threads.
  public func run(
    threads: Int = availableProcessors, report: @escaping @Sendable (AgainstResult) -> Void
  ) {
    computeInOrder(count: inputs.count, threads: threads, { compare($0) }, receive: report)
  }

  private func compare(_ number: Int) -> AgainstResult {
    let (input, files) = (inputs[number], files[number])
    do throws(BatchError) {
      guard !files.isEmpty else {
        throw .unsuitable(
          input.path,
          "there is no .npy file of a layer for it in \(folder.appending(input.relative))"
            + (inputs.count == 1 ? " or \(folder)" : ""), nil)
      }
      let (tensor, _) = try input.tensor(for: pipeline, limits: limits)
      var found: [Graph.Value: LayerAgreement] = [:]
      do {
        try pipeline.checkMemory(for: tensor.fact, path: input.path)
        let inputs = try pipeline.inputs(with: tensor, path: input.path)
        try session.run(inputs) { value, tensor in
          guard let file = files[value] else { return }
          found[value] = LayerAgreement(
            layer: pipeline.name(of: value), file: file, outcome: Self.outcome(of: tensor, file))
        }
      } catch let error as LayerError {
        throw .definition(.layers(input.path, error))
      } catch let error as DefinitionError {
        throw .definition(error)
      } catch {
        preconditionFailure("layers throw layer errors")
      }
      return AgainstResult(
        input: input.path, layers: found.sorted { $0.key < $1.key }.map(\.value),
        missing: pipeline.exported.filter { files[$0] == nil }.map(pipeline.name), error: nil)
    } catch {
      return AgainstResult(input: input.path, layers: [], missing: [], error: error)
    }
  }

  private static func outcome(of tensor: Tensor, _ file: Path) -> LayerAgreement.Outcome {
    do throws(DefinitionError) {
      let stored = try StoredTensor(file)
      guard stored.shape.isShape(of: tensor.shape) else {
        return .shape(stored.shape, expected: tensor.shape)
      }
      return .compared(
        MapDifference(of: tensor.floats, from: try stored.values(), shape: tensor.shape))
    } catch {
      return .unreadable(.definition(error))
    }
  }
}
