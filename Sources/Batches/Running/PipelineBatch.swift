public import Codecs
public import Definitions
public import Files
import Networks
public import Threads

/// A pipeline and its inputs, checked before any work.
public struct PipelineBatch: Sendable {
  /// The images and tensors.
  public let inputs: [PipelineInput]

  /// How many files of earlier runs are removed from the folder of the results.
  public var earlierFileCount: Int { earlier.files.count }

  private let earlier: EarlierResults
  private let job: PipelineJob
  private let page: PageSettings?

  /// Checks that every file of every input has a name of its own, and that nothing that goes in would
  /// be replaced or removed.
  ///
  /// - Parameters:
  ///   - pipeline: The layers.
  ///   - inputs: The images and tensors.
  ///   - folder: The folder of the results; it is made when the first is written.
  ///   - export: What is written of the maps.
  ///   - limits: How large images may be.
  ///   - page: What the page `index.html` tells about the run; nil for no page.
  ///   - files: What goes in beside the inputs: weights, kernels, a pipeline file.
  /// - Throws: `BatchError`: `layerName`, `sameFolder`, `outputReplacesInput`,
  ///   `inputAmongResults`, `earlierResultIsInput`, `resultsAreFile`, `foreignIndex`, `foreignPage` or `file`.
  public init(
    _ pipeline: Pipeline, inputs: [PipelineInput], folder: Path, export: MapExportSettings,
    limits: DecodingLimits, page: PageSettings? = nil, files: [Path] = []
  ) throws(BatchError) {
    self.inputs = inputs
    let exporter = MapExporter(folder: folder, settings: export)
    job = PipelineJob(
      pipeline: pipeline, exporter: exporter, limits: limits, hasPage: page != nil)
    self.page = page
    var protected = ProtectedFiles(files)
    for input in inputs { protected.insert(input.path, identity: input.identity) }
    let index = folder.appending(MapIndex.name)
    if let input = protected.file(at: index) { throw .outputReplacesInput(index, input: input) }
    if page != nil { try PageFile.check(folder, protected) }
    earlier = try EarlierResults(in: folder, before: MapIndex.name)
    try earlier.check(protected)
    for step in pipeline.exportedSteps {
      let name = pipeline.layers.steps[step].name
      guard MapExporter.isUsable(layer: name) else { throw .layerName(name) }
    }
    try Self.check(inputs, exporter, protected)
  }

  /// The folders of the results of inputs are different ones, and hold nothing that goes in.
  private static func check(
    _ inputs: [PipelineInput], _ exporter: MapExporter, _ protected: ProtectedFiles
  ) throws(BatchError) {
    var owners: [Path: Path] = [:]
    for input in inputs {
      let results = exporter.folder(of: input)
      if let other = owners.updateValue(input.path, forKey: results) {
        throw .sameFolder(results, other, input.path)
      }
      if let file = protected.file(at: results) { throw .outputReplacesInput(results, input: file) }
      switch FileKind(of: results.settled) {
      case nil: continue
      case .regular, .other: throw .resultsAreFile(results, input: input.path)
      case .directory:
        for name in DirectoryWalk(results.settled).files {
          let path = results.appending(name)
          if let file = protected.file(at: path) {
            throw .inputAmongResults(path, input: file, resultsOf: input.path)
          }
        }
      }
    }
  }

  /// Removes the results of earlier runs, runs the pipeline on all inputs and writes the index; each
  /// thread has one input in memory.
  ///
  /// Returns when all are done. What fails is told to `report` and does not stop the others.
  ///
  /// - Parameters:
  ///   - threads: How many inputs are worked on at once, or files where inputs are fewer; 1 or more.
  ///   - report: Takes the result of each input, in order, one at a time, in any of the threads.
  /// - Throws: `BatchError` before any work where another run writes into the folder or results of
  ///   earlier ones cannot be removed, and where `index.jsonl` or the page cannot be written: before
  ///   any work, or when all is done.
  public func run(
    threads: Int = availableProcessors, report: @escaping @Sendable (ImageResult) -> Void
  ) throws(BatchError) {
    let journal = try ResultsJournal(in: job.exporter.folder, after: earlier)
    let index = try MapIndex(in: job.exporter.folder)
    let page = try page.map { settings throws(BatchError) in
      try MapsPage(settings, of: job.pipeline, inputs: inputs, folder: job.exporter.folder)
    }
    // Where inputs are few, each has several threads for its files.
    let threadsOfInput = max(1, threads / max(1, inputs.count))
    computeInOrder(
      count: inputs.count, threads: threads,
      {
        job.run(inputs[$0], threads: threadsOfInput, journal: journal)
      }
    ) { result in
      index.add(result)
      page?.add(result)
      report(result)
    }
    try index.finish()
    try page?.finish()
    try journal.finish()
  }

  /// Tells what would be written, and what could not be, without decoding anything.
  ///
  /// - Returns: One result an input, in order, with one output a form of a layer.
  public func rehearse() -> [ImageResult] { inputs.map(job.plan) }
}
