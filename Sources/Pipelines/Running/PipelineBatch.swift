public import Codecs
public import Files
import Networks

/// A pipeline and its inputs, checked before any work.
public struct PipelineBatch: Sendable {
  /// The images and tensors.
  public let inputs: [PipelineInput]

  private let job: PipelineJob
  private let page: PageSettings?

  /// Checks that every file of every input has a name of its own, which is no input.
  ///
  /// - Parameters:
  ///   - pipeline: The layers.
  ///   - inputs: The images and tensors.
  ///   - folder: The folder of the results; it is made when the first is written.
  ///   - export: What is written of the maps.
  ///   - limits: How large images may be.
  ///   - page: What the page `index.html` tells about the run; nil for no page.
  /// - Throws: `PipelineError`: `layerName`, `sameFolder`, `outputReplacesInput` or `foreignPage`.
  public init(
    _ pipeline: Pipeline, inputs: [PipelineInput], folder: Path, export: MapExportSettings,
    limits: DecodingLimits, page: PageSettings? = nil
  ) throws(PipelineError) {
    self.inputs = inputs
    let exporter = MapExporter(folder: folder, settings: export)
    job = PipelineJob(
      pipeline: pipeline, exporter: exporter, limits: limits, hasPage: page != nil)
    self.page = page
    if page != nil { try PageFile.check(folder) }
    for step in pipeline.exportedSteps {
      let name = pipeline.layers.steps[step].name
      guard MapExporter.isUsable(layer: name) else { throw .layerName(name) }
    }
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

  /// Runs the pipeline on all inputs and writes the index; each thread has one input in memory.
  ///
  /// Returns when all are done. What fails is told to `report` and does not stop the others.
  ///
  /// - Parameters:
  ///   - threads: How many inputs are worked on at once, or files where inputs are fewer; 1 or more.
  ///   - report: Takes the result of each input, in order, one at a time, in any of the threads.
  /// - Throws: `PipelineError` where `index.jsonl` or the page cannot be written: before any work, or
  ///   when all is done.
  public func run(
    threads: Int = availableProcessors, report: @escaping @Sendable (ImageResult) -> Void
  ) throws(PipelineError) {
    let index = try MapIndex(in: job.exporter.folder)
    let page = try page.map { settings throws(PipelineError) in
      try MapsPage(settings, of: job.pipeline, inputs: inputs, folder: job.exporter.folder)
    }
    // Where inputs are few, each has several threads for its files.
    let threadsOfInput = max(1, threads / max(1, inputs.count))
    computeInOrder(
      count: inputs.count, threads: threads, { job.run(inputs[$0], threads: threadsOfInput) }
    ) { result in
      index.add(result)
      page?.add(result)
      report(result)
    }
    try index.finish()
    try page?.finish()
  }

  /// Tells what would be written, and what could not be, without decoding anything.
  ///
  /// - Returns: One result an input, in order, with one output a form of a layer.
  public func rehearse() -> [ImageResult] { inputs.map(job.plan) }
}
