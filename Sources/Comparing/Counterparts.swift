import Comparison
import ComparisonReports
public import Files
import Reports
import Threads

/// Filters of another network that those of a layer are matched with.
public struct OtherFilters: Sendable {
  /// The filters.
  public let bank: LearnedBank

  /// The file of the network, or of the weights.
  public let path: Path

  /// Other files that were read.
  let files: [Path]

  /// Takes filters.
  ///
  /// - Parameters:
  ///   - bank: The filters.
  ///   - path: The file of the network, or of the weights.
  ///   - files: Other files that were read.
  public init(_ bank: LearnedBank, path: Path, files: [Path] = []) {
    self.bank = bank
    self.path = path
    self.files = files
  }
}

/// Which filter of another network is most like each filter of a layer.
///
/// Shift and sign are free; filters are neither turned nor mirrored, so that an edge finds one of its
/// own orientation.
struct Counterparts: Sendable {
  let other: OtherFilters

  /// The match of each learned filter; nil where there is none.
  let matches: [FilterMatch?]

  /// The score of each learned filter with each of the other network, row by row.
  let scores: [Float]

  /// Numbers of learned filters that are the best match of their own best match.
  let mutual: Set<Int>

  /// Matches filters.
  ///
  /// - Parameters:
  ///   - learned: The filters of the layer.
  ///   - other: Those of the other network, of any size.
  ///   - threads: How many threads compute.
  /// - Throws: `ComparisonError` where filters are too large.
  init(
    _ learned: LearnedBank, with other: OtherFilters, threads: Int
  ) throws(ComparisonError) {
    self.other = other
    var settings = MatchSettings(mirrors: false)
    settings.turns = false
    let matcher = try FilterMatcher(bank: other.bank.filters, settings: settings)
    let filters = learned.filters
    let parts = computed(count: filters.count, threads: threads) { number in
      Result { () throws(ComparisonError) in try matcher.matches(of: [filters[number]]) }
    }
    var matches: [FilterMatch?] = []
    var scores: [Float] = []
    for part in parts {
      let result = try part.get()
      matches += result.matches
      scores += result.similarity.scores
    }
    self.matches = matches
    self.scores = scores
    let columns = other.bank.filters.count
    mutual = Set(
      filters.indices.filter { row in
        guard let column = matches[row]?.index else { return false }
        let own = abs(scores[row * columns + column])
        return filters.indices.allSatisfy { abs(scores[$0 * columns + column]) <= own }
      })
  }

  /// What `compare.json` has of it.
  var report: ComparisonReport.Other {
    ComparisonReport.Other(
      file: other.path.text, layer: other.bank.layer, shape: other.bank.shape,
      filters: matches.enumerated().map { number, match in
        var filter = ComparisonReport.Counterpart(number: number)
        guard let match else { return filter }
        filter.other = match.index
        filter.score = match.score
        filter.shiftXPixels = match.shift.y
        filter.shiftYPixels = match.shift.x
        filter.isNegated = match.isNegated
        filter.isMutual = mutual.contains(number)
        return filter
      }, scores: rowsOfScores(scores, width: other.bank.filters.count))
  }

  /// Figures of all filters, each with its name.
  var figures: [(name: String, value: String)] {
    let found = matches.compactMap { $0?.score }.sorted()
    let median = found.isEmpty ? "none" : found[found.count / 2].text(decimals: 3)
    return [
      ("filters of \(other.path.lastComponent.display)", "\(other.bank.filters.count)"),
      ("score of the counterpart, median", median),
      ("filters that are each other's counterpart", "\(mutual.count)"),
    ]
  }
}
