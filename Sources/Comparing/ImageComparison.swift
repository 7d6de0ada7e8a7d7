import Batches
import Codecs
import Comparison
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

  /// The pixels of the strongest patches of each filter, as they can be shown.
  let patches: [[Image]]

  /// Runs both banks on images.
  ///
  /// Statistics are the same to the bit for any number of threads. What fails is told to `report`
  /// and left aside.
  ///
  /// - Parameters:
  ///   - reader: Reads inputs.
  ///   - inputs: The images and tensors, 1 or more.
  ///   - banks: Both banks.
  ///   - layers: The networks whose layers are compared; nil for none.
  ///   - threads: How many inputs are worked on at once.
  ///   - report: Takes the result of each input, in order.
  init(
    _ reader: ComparisonInputReader, inputs: [PipelineInput], banks: ResponseBanks,
    layers: LayerComparison?, threads: Int, report: @escaping @Sendable (ImageResult) -> Void
  ) {
    let merged = Mutex(
      (statistics: banks.emptyStatistics, count: 0, failed: [String](), notices: [String]()))
    let depth = Mutex((statistics: layers?.emptyStatistics, places: [LayerComparison.Place]()))
    computeInOrder(count: inputs.count, threads: threads) { number in
      Response(to: inputs[number], number: number, reader: reader, banks: banks, layers: layers)
    } receive: { response in
      if let samples = response.layers {
        depth.withLock {
          $0.statistics?.add(samples.samples)
          if $0.places.isEmpty { $0.places = samples.places }
        }
      }
      if let statistics = response.statistics {
        merged.withLock {
          $0.statistics.merge(statistics)
          $0.count += 1
        }
      }
      if let error = response.result.error {
        merged.withLock { $0.failed.append(error.description) }
      }
      if let notices = response.result.notices.recorded {
        let line = "\(response.result.input): \(notices.joined(separator: ", "))"
        merged.withLock { $0.notices.append(line) }
      }
      report(response.result)
    }
    (statistics, count, failed, notices) = merged.withLock { $0 }
    self.depth = depth.withLock {
      $0.statistics?.finish()
      guard let statistics = $0.statistics else { return nil }
      return (statistics, $0.places)
    }
    self.inputs = inputs
    let statistics = statistics
    explained = Result { () throws(ComparisonError) in try statistics.explainedShares() }
    alignment = Result { () throws(ComparisonError) in try statistics.linearCKA() }
    patches = Self.cut(statistics.patches, of: inputs, reader: reader, threads: threads)
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

/// What became of one input.
private struct Response: Sendable {
  let result: ImageResult
  let statistics: ResponseStatistics?
  let layers: (samples: PictureSamples, places: [LayerComparison.Place])?

  init(
    to input: PipelineInput, number: Int, reader: ComparisonInputReader, banks: ResponseBanks,
    layers comparison: LayerComparison?
  ) {
    do throws(BatchError) {
      let read = try reader.read(input)
      let maps = read.maps
      let found: ResponseStatistics
      do throws(ComparisonError) {
        found = try banks.statistics(of: maps, number: number)
      } catch {
        throw .unsuitable(input.path, error.description, error.sharedReason)
      }
      layers =
        if let comparison { try comparison.samples(of: input, number: number) } else { nil }
      statistics = found
      let pixels = maps.shape.height * maps.shape.width
      result = ImageResult(
        input: input.path, outputs: [], error: nil, pixels: pixels, notices: read.notices.sorted())
    } catch {
      statistics = nil
      layers = nil
      result = ImageResult(input: input.path, outputs: [], error: error, pixels: 0)
    }
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
