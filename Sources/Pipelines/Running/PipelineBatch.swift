public import Codecs
public import Files

/// A pipeline and its inputs, checked before any work.
public struct PipelineBatch: Sendable {
  /// The images and tensors.
  public let inputs: [PipelineInput]

  private let job: PipelineJob

  /// Checks that the results of every input have a folder of their own, which is no input.
  ///
  /// - Parameters:
  ///   - file: The pipeline.
  ///   - inputs: The images and tensors.
  ///   - folder: The folder of the results; it is made when the first is written.
  ///   - limits: How large images may be.
  /// - Throws: `PipelineError`: `sameFolder` or `outputReplacesInput`.
  public init(
    _ file: PipelineFile, inputs: [PipelineInput], folder: Path, limits: DecodingLimits
  ) throws(PipelineError) {
    self.inputs = inputs
    let exporter = StepExporter(folder: folder, settings: file.export)
    job = PipelineJob(file: file, exporter: exporter, limits: limits)
    var owners: [Path: Path] = [:]
    var existing: Set<FileIdentity> = []
    for input in inputs {
      let results = exporter.folder(of: input)
      if let other = owners.updateValue(input.path, forKey: results) {
        throw .sameFolder(results, other, input.path)
      }
      if FileIdentity(of: results) != nil, FileKind(of: results) != .directory {
        throw .outputReplacesInput(results, input: input.path)
      }
      if let identity = FileIdentity(of: results) { existing.insert(identity) }
    }
    for input in inputs {
      // Results lie in such a folder, or one below.
      for folder in [input.path.parent, input.path.parent.parent] {
        if let identity = FileIdentity(of: folder), existing.contains(identity) {
          throw .outputReplacesInput(folder, input: input.path)
        }
      }
    }
  }

  /// Runs the pipeline on all inputs; each thread has one in memory.
  ///
  /// Returns when all are done. What fails is told to `report` and does not stop the others.
  ///
  /// - Parameters:
  ///   - threads: How many inputs are worked on at once, 1 or more.
  ///   - report: Takes the result of each input, in order, one at a time, in any of the threads.
  public func run(
    threads: Int = availableProcessors, report: @escaping @Sendable (ImageResult) -> Void
  ) {
    computeInOrder(
      count: inputs.count, threads: threads, { job.run(inputs[$0]) }, receive: report)
  }
}
