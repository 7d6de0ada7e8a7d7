import Comparison
import Threads

/// What is found out about the filters of a layer without any image.
struct BankComparison: Sendable {
  /// The learned filters.
  let learned: LearnedBank

  /// The handcrafted filters.
  let handcrafted: [HandcraftedFilter]

  /// What each learned filter is like by itself.
  let measures: [FilterMeasures]

  /// The class of each learned filter.
  let classes: [FilterClass]

  /// The handcrafted filter that is most like each learned one; nil where there is none.
  let matches: [FilterMatch?]

  /// The score of each learned filter with each handcrafted one, row by row.
  let scores: [Float]

  /// How alike the learned filters are among themselves.
  let likeness: SimilarityMatrix

  /// Numbers of learned filters that are nearly the same, two or more a group.
  let groups: [[Int]]

  /// Compares the banks.
  ///
  /// - Parameters:
  ///   - learned: The learned filters.
  ///   - handcrafted: The handcrafted filters, 1 or more.
  ///   - settings: Thresholds.
  ///   - threads: How many threads compute.
  /// - Throws: `ComparisonError` where filters are too large to be compared.
  init(
    _ learned: LearnedBank, with handcrafted: [HandcraftedFilter], settings: ComparisonSettings,
    threads: Int
  ) throws(ComparisonError) {
    self.learned = learned
    self.handcrafted = handcrafted
    let filters = learned.filters
    let measures = computed(count: filters.count, threads: threads) { FilterMeasures(filters[$0]) }
    let norms = measures.compactMap(\.norm).sorted()
    let median = norms.isEmpty ? nil : norms[norms.count / 2]
    classes = measures.map {
      $0.filterClass(layerMedianNorm: median, thresholds: settings.thresholds)
    }
    self.measures = measures
    let results = try Self.matches(of: filters, handcrafted, threads: threads)
    matches = results.flatMap(\.matches)
    scores = results.flatMap(\.similarity.scores)
    likeness = try SimilarityMatrix(among: filters)
    groups = likeness.groups(threshold: settings.duplicateScore).filter { $0.count > 1 }
  }

  /// The other filters of the group of a filter.
  func duplicates(of number: Int) -> [Int] {
    groups.first { $0.contains(number) }?.filter { $0 != number } ?? []
  }

  /// The handcrafted filter that is most like a learned one, placed and scaled as it fits best.
  func placedMatch(of number: Int) -> Filter? {
    matches[number]?.fitted(to: learned.filters[number], from: handcrafted.map(\.filter))
  }

  /// The best matches of filters, some filters a thread.
  ///
  /// Kernels are tried at many angles; generated filters have their orientations already.
  private static func matches(
    of filters: [Filter], _ handcrafted: [HandcraftedFilter], threads: Int
  ) throws(ComparisonError) -> [FilterMatcher.Result] {
    let turned = handcrafted.indices.filter {
      [.kernel, .enlarged].contains(handcrafted[$0].family)
    }
    let matcher = try FilterMatcher(
      bank: handcrafted.map(\.filter), settings: MatchSettings(freelyTurned: Set(turned)))
    let starts = Array(stride(from: 0, to: filters.count, by: 8))
    let parts = computed(count: starts.count, threads: threads) { part in
      let some = filters[starts[part]..<min(starts[part] + 8, filters.count)]
      return Result { () throws(ComparisonError) in try matcher.matches(of: Array(some)) }
    }
    var results: [FilterMatcher.Result] = []
    for part in parts { results.append(try part.get()) }
    return results
  }
}
