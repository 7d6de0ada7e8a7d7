public import Codecs
public import Definitions
public import Files
public import Networks
public import Page
import Reports
public import Threads

/// A pipeline and its inputs, checked before any work.
public struct PipelineBatch: Sendable {
  /// The images and tensors.
  public let inputs: [PipelineInput]

  /// How many files of earlier runs are removed from the folder of the results.
  public var earlierFileCount: Int { earlier.files.count }

  /// Files that look like results and stay, as nothing tells that lenslet has written them.
  public let strayFiles: [Path]

  /// Whether no further input is begun after one that failed.
  public var stopsAtFailure = false

  /// Is told how many files of earlier runs are removed, before they are, in any of the threads.
  public var removal: @Sendable (Int) -> Void = { _ in }

  /// The share of the network's multiply-adds that the written layers do not need, as far as the
  /// first input that can be used tells it: above 0, at most 1; nil if nothing is left out.
  public var skippedShare: Double? {
    for input in inputs {
      guard let fact = (try? job.pipeline.facts(of: input, limits: job.limits))?.first else {
        continue
      }
      return job.skipped.share(for: fact)
    }
    return nil
  }

  /// Whether a page is written.
  public var hasPage: Bool { page != nil }

  private let earlier: EarlierResults

  /// For each input, what earlier runs have made of it that stays.
  private let kept: [EarlierMaps.Entry?]

  /// The hash of all that results depend on beside the inputs; nil where nothing is resumed.
  let identity: String?
  let job: PipelineJob

  /// What goes in beside the inputs.
  private let files: [Path]
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
  ///   - classifier: The classes that are told of each input; nil for none.
  ///   - plans: Which plans layers may be computed by.
  ///   - files: What goes in beside the inputs: weights, kernels, a pipeline file.
  ///   - resumption: Whether results are recorded as they are made, and those left as they are which
  ///     records tell to be made of the same input by the same settings; nil where all are made anew.
  ///     There is no page then.
  ///   - command: The command that records tell.
  ///   - maxMemory: Bytes that the inputs in flight may take together, about; nil for no limit.
  /// - Throws: `BatchError`: `layerName`, `sameFolder`, `outputReplacesInput`,
  ///   `inputAmongResults`, `earlierResultIsInput`, `resultsAreFile`, `foreignIndex`,
  ///   `foreignPage`, `tour`, `foreignResult` or `file`.
  public init(
    _ pipeline: Pipeline, inputs: [PipelineInput], folder: Path, export: MapExportSettings,
    limits: DecodingLimits, page: PageSettings? = nil, classifier: Classifier? = nil,
    plans: LayerPlan = .fastest, files: [Path] = [], resumption: Resumption? = nil,
    command: BatchCommand = .maps, maxMemory: Int? = nil
  ) throws(BatchError) {
    precondition(resumption == nil || page == nil, "a page shows all results of one run")
    self.inputs = inputs
    let exporter = MapExporter(folder: folder, settings: export)
    job = try wrapping(
      PipelineJob(
        command: command, pipeline: pipeline,
        session: Session(
          GraphSlice(
            pipeline.graph, wanted: pipeline.exported + [classifier?.value].compactMap(\.self)),
          plans: plans),
        plans: plans, classifier: classifier, exporter: exporter, limits: limits,
        budget: MemoryBudget(limit: maxMemory), skipped: SkippedWork(of: pipeline),
        hasPage: page != nil)
    ) { BatchError.definition(.layers(files.first ?? folder, $0)) }
    self.page = page
    self.files = files + pipeline.given.map(\.path)
    let protected = Self.protected(self.files, inputs)
    let index = folder.appending(MapFileNames.index)
    if let input = protected.file(at: index) { throw .outputReplacesInput(index, input: input) }
    if let page {
      try PageFile.check(folder, .maps, protected)
      try page.tour?.check(
        PageTour.Names(
          inputs: inputs.map(\.relative.display),
          steps: job.pageGraph.values.map(pipeline.name(of:))))
    }
    identity = try resumption == nil ? nil : job.identity()
    let records = try resumption == nil ? EarlierMaps() : EarlierMaps(in: folder)
    let kept = Self.kept(
      of: records, inputs: inputs, folder: folder, settings: identity,
      readsContent: resumption == .verified)
    self.kept = kept
    let keptFiles =
      kept.flatMap { $0?.files.map(\.name) ?? [] } + records.files(besidesThoseOf: inputs)
    // Records of other commands go with their results.
    let keptIndex = ResultsMark.isIndexOfMaps(index) ? [Path(MapFileNames.index)] : []
    let earlier = try EarlierResults(
      in: folder, before: MapFileNames.index,
      keeping: resumption == nil ? nil : keptFiles + keptIndex)
    self.earlier = earlier
    try earlier.check(protected)
    let layers = pipeline.exportedNames
    for name in layers {
      guard MapFileNames.isUsable(layer: name) else { throw .layerName(name) }
    }
    try Self.check(inputs, in: folder, protected)
    for (input, kept) in zip(inputs, kept) where kept == nil {
      for layer in layers where export.forms.contains(.png) {
        let pictures = exporter.folder(of: input).appending(layer)
        if FileKind(of: pictures) == .regular, !earlier.removes(pictures) {
          throw .resultsAreFile(pictures, input: input.path)
        }
      }
      let foreign = exporter.files(ofLayers: layers, input: input, hasPage: page != nil)
        .first { !earlier.removes($0) }
      if let foreign { throw .foreignResult(foreign) }
    }
    strayFiles = StrayResults.files(in: folder, besides: earlier)
  }

  /// What must not be replaced while some inputs are worked on.
  func protected(with inputs: [PipelineInput]) -> ProtectedFiles { Self.protected(files, inputs) }

  private static func protected(_ files: [Path], _ inputs: [PipelineInput]) -> ProtectedFiles {
    var protected = ProtectedFiles(files)
    for input in inputs { protected.insert(input.path, identity: input.identity) }
    return protected
  }

  /// For each input, what of earlier runs stays.
  private static func kept(
    of records: EarlierMaps, inputs: [PipelineInput], folder: Path, settings: String?,
    readsContent: Bool
  ) -> [EarlierMaps.Entry?] {
    guard let settings else { return inputs.map { _ in nil } }
    return computed(count: inputs.count, threads: availableProcessors) { number in
      records.held(inputs[number], in: folder, settings: settings, readsContent: readsContent)
    }
  }

  /// The folders of the results of inputs are different ones, and hold nothing that goes in.
  static func check(
    _ inputs: [PipelineInput], in folder: Path, _ protected: ProtectedFiles
  ) throws(BatchError) {
    var owners: [Path: Path] = [:]
    for input in inputs {
      let results = folder.appending(input.relative)
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

  /// Runs the pipeline on all inputs and writes the index; each thread has one input in memory.
  ///
  /// Returns when all are done. What fails is told to `report` and does not stop the others. The
  /// results of earlier runs, but for those that stay, are removed before the first is written; where there are some and
  /// nothing comes of any input, they stay, and nothing is written.
  ///
  /// - Parameters:
  ///   - threads: How many inputs are worked on at once, or pieces of layers and files where inputs
  ///     are fewer; 1 or more.
  ///   - report: Takes the result of each input, in order, one at a time, in any of the threads.
  /// - Returns: Whether anything was written.
  /// - Throws: `BatchError` before any work where another run writes into the folder or it
  ///   cannot be written into, and when all is done where results of earlier runs could not be
  ///   removed, or `index.jsonl` or the page not be written.
  @discardableResult
  public func run(
    threads: Int = availableProcessors, report: @escaping @Sendable (ImageResult) -> Void
  ) throws(BatchError) -> Bool {
    let folder = job.exporter.folder
    let journal = try ResultsJournal(in: folder, after: earlier, removal: removal)
    let command = job.command
    // Records that can be resumed from are added at once, not in order, and there is no page.
    let index =
      identity == nil
      ? nil
      : ResultsIndex(in: folder) { result throws(ReportError) in
        result.outcome == .skipped ? [] : try result.mapLines(command)
      }
    let records = RunRecords(
      journal,
      index: { () throws(BatchError) in
        index == nil ? try MapIndex(in: folder, of: command) : nil
      },
      page: { () throws(BatchError) in
        guard let page else { return nil }
        return try MapsPage(
          page, of: job.pipeline, showing: job.pageGraph, scores: job.classifier?.value,
          inputs: inputs, folder: folder)
      })
    // Where inputs are few, each has several threads for its layers and files.
    let threadsOfInput = max(1, threads / max(1, inputs.count))
    let failures = FailedInputs(stops: stopsAtFailure)
    index?.begin()
    computeInOrder(
      count: inputs.count, threads: threads,
      { (number) -> ImageResult? in
        if let kept = kept[number] { return job.kept(kept, of: inputs[number]) }
        if failures.areEnough { return nil }
        let result = job.run(
          inputs[number], threads: threadsOfInput, journal: journal, settings: identity)
        failures.add(result, as: inputs[number].name)
        index?.add(result)
        return result
      }
    ) { result in
      guard let result else { return }
      records.add(result)
      report(result)
    }
    // An index of failures alone takes the place of nothing.
    if !earlier.hasResults, index == nil { try journal.begin() }
    try index?.finish()
    if index != nil {
      try failures.write(inputs.map { ($0.name, $0.relative) }, in: folder)
    }
    try records.finish()
    return journal.hasBegun || index != nil
  }

  /// Tells what would be written, and what could not be, without decoding anything.
  ///
  /// - Returns: One result an input, in order, with one output a form of a layer.
  public func rehearse() -> [ImageResult] {
    zip(inputs, kept).map { input, kept in kept.map { job.kept($0, of: input) } ?? job.plan(input) }
  }
}
