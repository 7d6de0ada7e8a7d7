import Codecs
import Definitions
import Files
import Networks
import Page
import Pixels
import Reports
import Threads

/// Runs a pipeline on one input after the other.
struct PipelineJob: Sendable {
  /// The command that records tell.
  let command: BatchCommand
  let pipeline: Pipeline
  /// The network, ready to compute what is written.
  let session: Session
  /// Which plans layers may be computed by.
  let plans: LayerPlan
  /// The classes that are told of each input; nil for none.
  let classifier: Classifier?
  let exporter: MapExporter
  let limits: DecodingLimits

  /// What all inputs together may take.
  let budget: MemoryBudget

  /// How much of the network is left out.
  let skipped: SkippedWork

  /// Whether the values of inputs are written for the page.
  let hasPage: Bool

  /// What the page shows of the network.
  var pageGraph: PageGraph { PageGraph(session.slice) }

  /// Reads an input, computes the layers up to the last that is written, and writes as it goes.
  ///
  /// What fails is told in the result; a layer that cannot be written does not keep the others from
  /// being written.
  ///
  /// - Parameters:
  ///   - input: The image or tensor.
  ///   - threads: How many share the work of a layer, or make files at once; 1 or more.
  ///   - journal: Where files are noted before they are written; nil for nowhere.
  ///   - settings: The hash of all that the results depend on beside the input; nil where nobody will
  ///     ask.
  /// - Returns: What became of it.
  func run(
    _ input: PipelineInput, threads: Int, journal: ResultsJournal?, settings: String?
  ) -> ImageResult {
    let start = ContinuousClock.now
    do throws(BatchError) {
      let need = try memoryNeeded(for: input)
      var result = try budget.with(need) { () throws(BatchError) in
        try results(of: input, threads: threads, journal: journal, settings: settings)
      }
      result.seconds = start.duration(to: .now) / .seconds(1)
      return result
    } catch {
      return ImageResult(input: input.path, outputs: [], error: error, pixels: 0)
    }
  }

  /// Does all that `run` does.
  private func results(
    of input: PipelineInput, threads: Int, journal: ResultsJournal?, settings: String?
  ) throws(BatchError) -> ImageResult {
    let deadline = Deadline(for: input.path, limits)
    let before = try? FileStatus(of: input.path)
    let (tensor, notices) = try input.tensor(
      for: pipeline, limits: limits, deadline: deadline)
    let stamp = try FileStamp(ofRead: input.path, since: before)
    let maps = tensor.maps
    let (outputs, warnings, classes) = try compute(
      tensor, input, notices: notices, threads: threads, journal: journal, until: deadline)
    let pixels = maps.shape.height * maps.shape.width
    var result = ImageResult(
      input: input.path, outputs: outputs, error: nil, pixels: pixels, warnings: warnings,
      notices: notices)
    result.classes = classes
    result.source = stamp
    result.folder = input.relative
    result.settings = settings
    if hasPage { result.hasPageInput = try writePageInput(maps, of: input, journal: journal) }
    return result
  }

  /// The bytes that an input takes, about, where there is a limit; 0 where there is none.
  ///
  /// - Throws: `BatchError`: `memory` for more than the limit, and for a file that cannot be used.
  private func memoryNeeded(for input: PipelineInput) throws(BatchError) -> Int {
    guard let limit = budget.limit else { return 0 }
    let need =
      try input.networkBytes(session, of: pipeline, limits) + input.decodedBytes(limits)
    try input.check(need: need, limit: limit)
    return need
  }

  /// Tells that what an earlier run has made of an input stays.
  func kept(_ entry: EarlierMaps.Entry, of input: PipelineInput) -> ImageResult {
    let outputs = entry.files.map { file in
      OutputResult(
        kernel: file.layer, path: exporter.folder.appending(file.name), status: .skipped)
    }
    return ImageResult(input: input.path, outputs: outputs, error: nil, pixels: 0)
  }

  /// Writes the values for the page.
  ///
  /// - Returns: Whether they are few enough for a page.
  private func writePageInput(
    _ maps: Activation, of input: PipelineInput, journal: ResultsJournal?
  ) throws(BatchError) -> Bool {
    guard let script = try wrapping(PageData.values(maps, into: pageGraph), as: BatchError.page)
    else { return false }
    let path = exporter.folder(of: input).appending(MapFileNames.pageInput)
    try journal?.add([input.relative.appending(MapFileNames.pageInput)])
    try writeResult(script, to: path)
    return true
  }

  /// What would be done, as far as that is known without decoding.
  func plan(_ input: PipelineInput) -> ImageResult {
    do throws(BatchError) {
      let summaries = try pipeline.plan(of: input, limits: limits)
      let outputs = pipeline.exported.flatMap { value -> [OutputResult] in
        guard let maps = summaries.maps(of: value, in: pipeline.graph) else { return [] }
        return exporter.plan(
          layer: pipeline.name(of: value), input: input, count: maps.batch * maps.channels)
      }
      return ImageResult(input: input.path, outputs: outputs, error: nil, pixels: 0)
    } catch {
      return ImageResult(input: input.path, outputs: [], error: error, pixels: 0)
    }
  }

  private func compute(
    _ tensor: Tensor, _ input: PipelineInput, notices: [ImageNotice], threads: Int,
    journal: ResultsJournal?, until deadline: Deadline
  ) throws(BatchError) -> (
    outputs: [OutputResult], warnings: [String], classes: [ClassScore]
  ) {
    var classes: [ClassScore] = []
    var outputs: [OutputResult] = []
    var warnings: [String] = []
    let stage = input.isImage ? pipeline.input.description : nil
    let given = pipeline.given.map { GivenRecord($0, in: pipeline) }
    let skipped = skipped.share(for: tensor.fact)
    do {
      try pipeline.checkMemory(for: tensor.fact, path: input.path)
      let workers: any Workers = threads > 1 ? Team(threads) : OneWorker()
      try session.run(
        try pipeline.inputs(with: tensor, path: input.path), workers: workers,
        check: { try deadline.check() }
      ) { value, tensor in
        if let classifier, value == classifier.value { classes = classifier.top(of: tensor) }
        guard pipeline.exported.contains(value) else { return }
        let (name, activation) = (pipeline.name(of: value), tensor.maps)
        if let warning = Self.warning(about: activation, layer: name, input: input.path) {
          warnings.append(warning)
        }
        let source = MapRecord.Source(
          command: command, image: input.path, layer: name, stage: stage, notices: notices,
          filters: exporter.settings.filters, sources: pipeline.inputSources,
          given: given, skipped: skipped)
        outputs += exporter.write(
          activation, of: source, input: input, threads: threads, journal: journal)
      }
    } catch let error as LayerError {
      throw .definition(.layers(input.path, error))
    } catch let error as DefinitionError {
      throw .definition(error)
    } catch let error as BatchError {
      throw error
    } catch {
      preconditionFailure("layers throw layer errors")
    }
    return (outputs, warnings, classes)
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

extension [NodeSummary] {
  /// The maps that a value has; nil if none of the nodes gives it.
  fileprivate func maps(of value: Graph.Value, in graph: Graph) -> Shape? {
    for summary in self {
      if let place = graph.nodes[summary.node].outputs.firstIndex(of: value) {
        return Shape(maps: summary.outputs[place])
      }
    }
    return nil
  }
}
