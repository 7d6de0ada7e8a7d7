public import Batches
public import Codecs
import Comparison
import ComparisonReports
import Definitions
public import Files
public import Kernels
import Networks
import Page
import Pixels
import Reports
public import Threads

/// Learned filters, the handcrafted ones they are compared with, and images, checked before any work.
public struct ComparisonBatch: Sendable {
  /// The images and tensors.
  public let inputs: [PipelineInput]

  /// Kernels that are not compared, each with the reason.
  public let leftOut: [String]

  /// How many learned filters there are.
  public var filterCount: Int { learned.filters.count }

  /// Numbers of learned filters with weights that are infinite or no numbers; they count as dead.
  public var notFinite: [Int] {
    learned.filters.indices.filter { !learned.filters[$0].weights.allSatisfy(\.isFinite) }
  }

  /// How many handcrafted filters they are compared with.
  public var bankCount: Int { handcrafted.count }

  /// How many files of earlier runs are removed from the folder of the results.
  public var earlierFileCount: Int { earlier.files.count }

  /// Files that look like results and stay, as nothing tells that lenslet has written them.
  public let strayFiles: [Path]

  /// Is told how many files of earlier runs are removed, before they are.
  public var removal: @Sendable (Int) -> Void = { _ in }

  private let earlier: EarlierResults
  private let learned: LearnedBank
  private let handcrafted: [HandcraftedFilter]
  private let settings: ComparisonSettings
  private let pipeline: Pipeline
  private let folder: Path
  private let source: ComparisonSource
  private let reader: ComparisonInputReader
  private let depth: LayerComparison?
  private let other: OtherFilters?
  private let hasPage: Bool
  private let hasDrawings: Bool
  private let budget: MemoryBudget
  private let resumption: Resumption?

  /// What results depend on beside the inputs; nil where nothing is resumed.
  private let identity: ComparisonIdentity?

  /// Generates the handcrafted bank, and checks that filters fit images of a known size and that
  /// nothing that goes in, and no page of somebody else's, would be replaced or removed.
  ///
  /// - Parameters:
  ///   - learned: The learned filters.
  ///   - kernels: Kernels that belong to the handcrafted bank, beside the generated families.
  ///   - settings: How both are compared.
  ///   - inputs: Images and tensors; none compares the filters alone.
  ///   - folder: The folder of the results; it is made when the first is written.
  ///   - source: Where the learned filters come from.
  ///   - limits: How large images may be.
  ///   - other: Filters of another network that they are matched with; nil for none.
  ///   - networks: The layers that are compared by depth, and those of another network that they are
  ///     aligned with; nil for none.
  ///   - hasPage: Whether `index.html` is written, with the data that it needs.
  ///   - hasDrawings: Whether pictures of all filters are written as SVG too.
  ///   - resumption: Whether what is seen of inputs is kept and recorded while the run goes on, and
  ///     what an earlier one has kept is gone on from; nil where all is made anew.
  ///   - maxMemory: Bytes that the inputs in flight may take together, about; nil for no limit.
  /// - Throws: `ComparingError`: `definition` where the filters are too large or do not fit the images,
  ///   `comparison` without handcrafted filters, or `batch` for what would be
  ///   replaced, or a tour with a stop that leads nowhere.
  public init(
    _ learned: LearnedBank, with kernels: [KernelBank], settings: ComparisonSettings,
    inputs: [PipelineInput], folder: Path, source: ComparisonSource, limits: DecodingLimits,
    other: OtherFilters? = nil,
    networks: (own: NetworkLayers, other: NetworkLayers?)? = nil, hasPage: Bool = true,
    hasDrawings: Bool = false, resumption: Resumption? = nil, maxMemory: Int? = nil
  ) throws(ComparingError) {
    self.learned = learned
    self.resumption = resumption
    budget = MemoryBudget(limit: maxMemory)
    self.settings = settings
    self.inputs = inputs
    self.folder = folder
    self.source = source
    self.hasPage = hasPage
    self.hasDrawings = hasDrawings
    self.other = other
    do throws(KernelError) {
      let bank = try HandcraftedBank(
        kernels: kernels, size: max(learned.shape[2], learned.shape[3]),
        channels: learned.shape[1], hasFamilies: settings.hasFamilies)
      handcrafted = bank.filters
      leftOut = bank.leftOut.compactMap(\.warning)
    } catch {
      throw .definition(
        .model(.filtersTooLarge(source.weights, layer: learned.layer, shape: learned.shape)))
    }
    if handcrafted.isEmpty { throw .comparison(source.weights, .emptyBank(.handcrafted)) }
    reader = ComparisonInputReader(
      stage: settings.input, limits: limits, order: source.order)
    depth = try Self.depth(networks, with: handcrafted, learned, source, limits)
    pipeline = try wrapping(
      Self.pipeline(learned, settings: settings, inputs: inputs, path: source.weights),
      as: ComparingError.definition)
    let images = inputs.prefix(ComparisonFileNames.imagesOnPage).map(\.relative.display)
    try wrapping(
      source.tour?.check(
        PageTour.Names(
          inputs: images, steps: learned.filters.indices.map { "\(learned.layer) \($0)" })),
      as: ComparingError.batch)
    var parts: ComparisonFileNames.Parts = hasPage ? [.page] : []
    if hasDrawings { parts.insert(.figures) }
    if !inputs.isEmpty { parts.insert(.images) }
    if networks != nil { parts.insert(.depth) }
    if networks?.other != nil { parts.insert(.alignment) }
    if other != nil { parts.insert(.others) }
    let protected = ProtectedFiles(
      [source.weights] + source.files + source.kernels + inputs.map(\.path)
        + (other.map { [$0.path] + $0.files } ?? []))
    identity =
      resumption == nil
      ? nil
      : try ComparisonIdentity(
        learned, with: handcrafted, other: other, depth: depth, settings: settings, source: source,
        texts: ["\(hasPage) \(hasDrawings)"] + leftOut, isStrict: limits.isStrict)
    earlier = try wrapping(
      Self.earlierResults(
        in: folder, filters: learned.filters.count, protected, parts: parts,
        isResumed: resumption != nil),
      as: ComparingError.batch)
    strayFiles = StrayResults.files(in: folder, besides: earlier)
  }

  /// The learned filters as a layer, which fits images of a known size.
  private static func pipeline(
    _ learned: LearnedBank, settings: ComparisonSettings, inputs: [PipelineInput], path: Path
  ) throws(DefinitionError) -> Pipeline {
    let pipeline = Pipeline(
      input: settings.input,
      chain: [NamedLayer(learned.layer, try learned.convolution(settings: settings, path: path))],
      exportedSteps: [0])
    if inputs.contains(where: \.isImage) { try pipeline.checkShapes(path: path) }
    return pipeline
  }

  /// The networks that are run, with the handcrafted filters for their inputs.
  private static func depth(
    _ networks: (own: NetworkLayers, other: NetworkLayers?)?, with bank: [HandcraftedFilter],
    _ learned: LearnedBank, _ source: ComparisonSource, _ limits: DecodingLimits
  ) throws(ComparingError) -> LayerComparison? {
    guard let networks else { return nil }
    let input = networks.own.input
    let probe = try wrapping(
      BankProbe(
        bank.map(\.filter), size: max(learned.shape[2], learned.shape[3]),
        channels: input.colour.channels, order: input.colour.order ?? .rgb)
    ) { ComparingError.comparison(source.weights, $0) }
    return try wrapping(
      LayerComparison(
        networks.own, other: networks.other, probe: probe, settings: DepthSettings(),
        limits: limits), as: ComparingError.definition)
  }

  /// What earlier runs have left, when nothing that goes in would be replaced or removed.
  private static func earlierResults(
    in folder: Path, filters: Int, _ protected: ProtectedFiles,
    parts: ComparisonFileNames.Parts, isResumed: Bool
  ) throws(BatchError) -> EarlierResults {
    let records = [Path(MapFileNames.index), Path(ComparisonFileNames.state)]
    for name in ComparisonFileNames.all(filters: filters) + (isResumed ? records : []) {
      let result = folder.appending(name)
      if let input = protected.file(at: result) { throw .outputReplacesInput(result, input: input) }
    }
    if parts.contains(.page) { try PageFile.check(folder, .compare, protected) }
    if isResumed { try EarlierResults.checkIndex(in: folder) }
    let earlier = try EarlierResults(
      in: folder, before: ComparisonFileNames.record, keeping: isResumed ? records : nil)
    try earlier.check(protected)
    let foreign = ComparisonFileNames.written(
      filters: filters, parts: parts
    ).lazy.map(folder.appending).first { FileKind(ofEntry: $0) != nil && !earlier.removes($0) }
    if let foreign { throw .foreignResult(foreign) }
    return earlier
  }

  /// Compares, removes the results of earlier runs, and writes all results.
  ///
  /// Images come first: where there are some and none can be used, nothing is compared or written.
  ///
  /// - Parameters:
  ///   - threads: How many filters or inputs are worked on at once, 1 or more.
  ///   - report: Takes the result of each input, in order, one at a time, in any of the threads.
  /// - Returns: What it came to.
  /// - Throws: `ComparingError` where filters cannot be compared or a result cannot be written.
  public func run(
    threads: Int = availableProcessors, report: @escaping @Sendable (ImageResult) -> Void
  ) throws(ComparingError) -> ComparisonEnd {
    let journal = try wrapping(
      ResultsJournal(in: folder, after: earlier, removal: removal), as: ComparingError.batch)
    let keeper = identity.map {
      ComparisonKeeper(in: folder, settings: $0.responses, journal: journal)
    }
    var images: ImageComparison?
    if !inputs.isEmpty {
      let look = try look()
      let seen = seen(by: look, threads: threads, report: report)
      if isHeld(seen.inputs) { return .unchanged }
      let found = ImageComparison(
        inputs, look, after: seen, threads: threads, keep: { keeper?.keep($0) }, report: report)
      if found.count == 0 { return .noImages }
      try wrapping(keeper?.finish(found.seen), as: ComparingError.batch)
      images = found
    } else if isHeld([]) {
      return .unchanged
    }
    let banks = try wrapping(
      BankComparison(
        learned, with: handcrafted, settings: settings, threads: threads)
    ) { ComparingError.comparison(source.weights, $0) }
    let outcome = try outcome(banks, images, threads: threads)
    let records = identity == nil ? nil : WrittenFiles()
    let output = ComparisonFiles(
      folder: folder, source: source, banks: banks, images: images, outcome: outcome,
      layers: pipeline.graph, reader: reader, written: records)
    do throws(BatchError) {
      try journal.add(ComparisonFileNames.all(filters: outcome.filters.count))
      try output.write(threads: threads, hasPage: hasPage, hasDrawings: hasDrawings)
      if let keeper, let identity, let records {
        let seen = images?.seen.inputs ?? []
        try keeper.record(
          seen, records.files, of: source.weights, settings: identity.results(of: seen))
        let failed = Set(seen.filter { $0.status == .failed }.map(\.input))
        try InputList.write(
          inputs.filter { failed.contains($0.name.text) }.map { ($0.name, $0.relative) },
          in: folder)
      }
      try journal.finish()
    } catch {
      throw .batch(error)
    }
    return .compared(outcome)
  }

  /// What was found out, as it is told and written.
  private func outcome(
    _ banks: BankComparison, _ images: ImageComparison?, threads: Int
  ) throws(ComparingError) -> ComparisonOutcome {
    let filters = learned.filters.indices.map { ComparedFilter($0, of: banks, images: images) }
    var record = ComparisonReport(
      version: source.version,
      weights: ComparisonReport.Weights(source, learned, settings),
      bank: handcrafted.map {
        ComparisonReport.BankFilter(
          name: $0.filter.name, family: $0.family.rawValue, channels: $0.filter.channels,
          width: $0.filter.width, height: $0.filter.height)
      },
      thresholds: Dictionary(
        uniqueKeysWithValues: ClassThresholds.names.map { ($0, settings.thresholds[$0] ?? 0) }),
      filters: filters, groups: banks.groups,
      images: images.map(ComparisonReport.Images.init))
    record.settings.duplicateScore = Double("\(settings.duplicateScore)") ?? 0
    record.settings.input = images == nil ? nil : settings.input.description
    record.settings.positionsPerImage = settings.responses.positionsPerImage
    record.settings.ridge = settings.responses.ridge
    record.settings.leftOut = leftOut
    record.settings.failed = images?.failed ?? []
    record.settings.notices = images?.notices ?? []
    record.similarity = rowsOfScores(banks.likeness.scores, width: filters.count)
    record.bankScores = rowsOfScores(banks.scores, width: handcrafted.count)
    let layers = images?.depth.flatMap { found in
      depth.map {
        DepthOutcome(
          found.statistics, of: $0, places: found.places, bank: handcrafted,
          version: source.version)
      }
    }
    var counterparts: Counterparts?
    if let other {
      counterparts = try wrapping(Counterparts(learned, with: other, threads: threads)) {
        ComparingError.comparison(other.path, $0)
      }
    }
    record.other = counterparts?.report
    return ComparisonOutcome(
      filters: filters, report: record, counterparts: counterparts, depth: layers)
  }

  /// What is done with each input.
  private func look() throws(ComparingError) -> InputLook {
    let banks = try wrapping(
      ResponseBanks(
        learned: learned.filters, bias: learned.bias, stride: settings.stride,
        padding: settings.padding, handcrafted: handcrafted.map(\.filter),
        settings: settings.responses)
    ) { ComparingError.comparison(source.weights, $0) }
    return InputLook(
      reader: reader, pipeline: pipeline, banks: banks, layers: depth, budget: budget,
      settings: identity?.responses)
  }

  /// What an earlier run has seen of the first inputs, where that still holds; those are reported.
  private func seen(
    by look: InputLook, threads: Int, report: @Sendable (ImageResult) -> Void
  ) -> SeenInputs {
    let nothing = look.nothing
    let state = folder.appending(ComparisonFileNames.state)
    guard let identity, let resumption,
      let seen = nothing.restored(from: state, settings: identity.responses),
      seen.inputs.count <= inputs.count
    else { return nothing }
    let inputs = inputs
    // What failed is tried again: where it fails no more, its sums belong among the others.
    let results = computed(count: seen.inputs.count, threads: threads) { number -> ImageResult? in
      let (known, input) = (seen.inputs[number], inputs[number])
      guard known.input == input.name.text else { return nil }
      if known.status == .failed {
        let again = Response(to: input, number: number, look).result
        return again.error?.description == known.error ? again : nil
      }
      guard
        known.source?.holds(for: input.path, readsContent: resumption == .verified) == true
      else { return nil }
      let kept = OutputResult(kernel: learned.layer, path: state, status: .skipped)
      return ImageResult(input: input.path, outputs: [kept], error: nil, pixels: 0)
    }
    guard results.allSatisfy({ $0 != nil }) else { return nothing }
    for result in results.compactMap(\.self) { report(result) }
    return seen
  }

  /// Whether all results of the inputs are there, as they were written.
  private func isHeld(_ seen: [ComparedInput]) -> Bool {
    guard let identity, let resumption, seen.count == inputs.count else { return false }
    return EarlierComparison(in: folder).holds(
      identity.results(of: seen), in: folder, readsContent: resumption == .verified)
  }
}

/// Scores row by row, to four decimals.
func rowsOfScores(_ scores: [Float], width: Int) -> [[Double]] {
  stride(from: 0, to: scores.count, by: width).map { start in
    scores[start..<start + width].map { (Double($0) * 10_000).rounded() / 10_000 }
  }
}

extension LeftOutKernel {
  /// What is told about it; nil where it is no loss.
  fileprivate var warning: String? {
    switch reason {
    case .zero: "kernel '\(name)': all its weights are zero: it is not compared"
    case .channels(let count):
      "kernel '\(name)': it has \(count) matrices, which the learned filters cannot be compared with"
    case .same: nil
    }
  }
}

extension LearnedBank {
  /// The filters as a layer.
  fileprivate func convolution(
    settings: ComparisonSettings, path: Path
  ) throws(DefinitionError) -> ConvolutionLayer {
    try wrapping(
      ConvolutionLayer(
        weights: filters.flatMap(\.weights), outputChannels: shape[0], groupChannels: shape[1],
        kernelHeight: shape[2], kernelWidth: shape[3], bias: bias, stride: settings.stride,
        padding: settings.padding)
    ) { DefinitionError.model(.layer(path, name: layer, $0)) }
  }
}

extension ComparisonReport.Images {
  fileprivate init(_ images: ImageComparison) {
    let heldOut = images.statistics.heldOutCount
    self.init(
      count: images.count, samples: images.statistics.sampleCount - heldOut,
      heldOutSamples: heldOut, cka: images.alignment.value,
      ckaRefused: images.alignment.error?.description,
      explainedVarianceRefused: images.explained.error?.description)
  }
}

extension Result {
  /// What there is; nil where there is an error.
  var value: Success? {
    if case .success(let value) = self { value } else { nil }
  }

  /// Why there is nothing; nil where there is something.
  var error: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
