import Batches
import Codecs
import Comparison
import Definitions
import Files
import Networks
import Pixels
import Synchronization
import Threads

/// What is found out about both banks on images.
struct ImageComparison: Sendable {
  /// The images and tensors; patches count them from 0.
  let inputs: [PipelineInput]

  /// How many of them were seen.
  let count: Int

  /// What became of those that were not.
  let failed: [String]

  /// What is not by the book in the files of those that were seen.
  let notices: [String]

  /// What the banks responded.
  let statistics: ResponseStatistics

  /// The share of the variance of each learned filter's responses that the handcrafted ones explain,
  /// or why that cannot be said.
  let explained: Result<[Double?], ComparisonError>

  /// How alike the responses of both banks are, or why that cannot be said.
  let alignment: Result<Double, ComparisonError>

  /// What the layers of networks give; nil where none are compared.
  let depth: (statistics: DepthStatistics, places: [LayerComparison.Place])?

  /// What was seen, from which another run can go on.
  let seen: SeenInputs

  /// The pixels of the strongest patches of each filter, as they can be shown.
  let patches: [[Image]]

  /// Runs both banks on images.
  ///
  /// Statistics are the same to the bit for any number of threads. What fails is told to `report`
  /// and left aside.
  ///
  /// - Parameters:
  ///   - inputs: The images and tensors, 1 or more.
  ///   - looking: What is done with each.
  ///   - seen: What was seen of the first of them, by an earlier run.
  ///   - threads: How many inputs are worked on at once.
  ///   - keep: Takes what was seen so far, after each input.
  ///   - report: Takes the result of each other input, in order.
  init(
    _ inputs: [PipelineInput], _ looking: InputLook, after seen: SeenInputs, threads: Int,
    keep: @escaping @Sendable (SeenInputs) -> Void,
    report: @escaping @Sendable (ImageResult) -> Void
  ) {
    let first = seen.inputs.count
    let merged = Mutex(seen)
    computeInOrder(count: inputs.count - first, threads: threads) { index in
      let number = first + index
      return (number, Response(to: inputs[number], number: number, looking))
    } receive: { number, response in
      merged.withLock { seen in
        if let samples = response.layers {
          seen.depth?.add(samples.samples)
          if seen.places.isEmpty { seen.places = samples.places }
        }
        if let statistics = response.statistics { seen.statistics.merge(statistics) }
        seen.inputs.append(
          ComparedInput(inputs[number], response.result, settings: looking.settings))
        keep(seen)
      }
      report(response.result)
    }
    let all = merged.withLock { $0 }
    self.inputs = inputs
    self.seen = all
    count = all.count
    failed = all.inputs.compactMap(\.error)
    notices = all.inputs.compactMap { input in
      input.notices.map { "\(input.input): \($0.joined(separator: ", "))" }
    }
    statistics = all.statistics
    depth = all.depth.map { depth in
      var depth = depth
      depth.finish()
      return (depth, all.places)
    }
    explained = Result { () throws(ComparisonError) in try all.statistics.explainedShares() }
    alignment = Result { () throws(ComparisonError) in try all.statistics.linearCKA() }
    patches = Self.cut(all.statistics.patches, of: inputs, reader: looking.reader, threads: threads)
  }

  /// Cuts patches out of their images, each of which is read once more.
  private static func cut(
    _ patches: [[StrongestPatch]], of inputs: [PipelineInput], reader: ComparisonInputReader,
    threads: Int
  ) -> [[Image]] {
    let needed = Set(patches.joined().map(\.image)).sorted()
    let cuts = computed(count: needed.count, threads: threads) { index in
      // A file that was read before and is gone now leaves grey patches.
      let maps = (try? reader.read(inputs[needed[index]]))?.maps
      var cuts: [PatchPlace: Image] = [:]
      for (filter, ranked) in patches.enumerated() {
        for (rank, patch) in ranked.enumerated() where patch.image == needed[index] {
          cuts[PatchPlace(filter: filter, rank: rank)] = reader.picture(of: maps, patch.field)
        }
      }
      return cuts
    }
    let all = cuts.reduce(into: [PatchPlace: Image]()) { all, some in
      all.merge(some) { first, _ in first }
    }
    return patches.enumerated().map { filter, ranked in
      ranked.indices.compactMap { all[PatchPlace(filter: filter, rank: $0)] }
    }
  }
}

/// What is done with each input.
struct InputLook: Sendable {
  /// Reads inputs.
  let reader: ComparisonInputReader

  /// The learned filters, and how images go in.
  let pipeline: Pipeline

  /// Both banks.
  let banks: ResponseBanks

  /// The networks whose layers are compared; nil for none.
  let layers: LayerComparison?

  /// What all inputs together may take.
  let budget: MemoryBudget

  /// The hash of all that responses depend on; nil where nobody will ask.
  let settings: String?

  /// What no input gives.
  var nothing: SeenInputs {
    SeenInputs(statistics: banks.emptyStatistics, depth: layers?.emptyStatistics)
  }
}

/// What became of one input.
struct Response: Sendable {
  let result: ImageResult
  let statistics: ResponseStatistics?
  let layers: (samples: PictureSamples, places: [LayerComparison.Place])?

  init(to input: PipelineInput, number: Int, _ look: InputLook) {
    let start = ContinuousClock.now
    do throws(BatchError) {
      let need = try look.memoryNeeded(for: input)
      self = try look.budget.with(need) { () throws(BatchError) in
        try Response(seen: input, number: number, look, since: start)
      }
    } catch {
      statistics = nil
      layers = nil
      result = ImageResult(input: input.path, outputs: [], error: error, pixels: 0)
    }
  }

  private init(
    seen input: PipelineInput, number: Int, _ look: InputLook, since start: ContinuousClock.Instant
  ) throws(BatchError) {
    let deadline = Deadline(for: input.path, look.reader.limits)
    let before = try? FileStatus(of: input.path)
    let read = try look.reader.read(input, until: deadline)
    let stamp = look.settings == nil ? nil : try FileStamp(ofRead: input.path, since: before)
    let maps = read.maps
    do throws(ComparisonError) {
      statistics = try look.banks.statistics(of: maps, number: number)
    } catch {
      throw .unsuitable(input.path, error.description, error.sharedReason)
    }
    try deadline.check()
    layers =
      if let comparison = look.layers {
        try comparison.samples(of: input, number: number, until: deadline)
      } else { nil }
    var result = ImageResult(
      input: input.path, outputs: [], error: nil, pixels: maps.shape.height * maps.shape.width,
      notices: read.notices.sorted())
    result.source = stamp
    result.seconds = start.duration(to: .now) / .seconds(1)
    self.result = result
  }
}

extension ComparisonError {
  /// The reason for which other images may fail alike; nil for what holds for one.
  fileprivate var sharedReason: SharedReason? {
    switch self {
    case .imageTooSmall: SharedReason("the size of the filters")
    case .imageChannels: SharedReason("the channels of the filters")
    default: nil
    }
  }
}

/// A patch by its filter and its rank.
private struct PatchPlace: Hashable {
  let filter: Int
  let rank: Int
}
