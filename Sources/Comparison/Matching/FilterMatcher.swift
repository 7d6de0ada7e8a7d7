import Networks
import Pixels

/// Finds the filter of a handcrafted bank that is most like a learned one.
///
/// The score is the size of the normalised cross-correlation: the cosine of the angle between the
/// two filters as vectors, over shift, sign, mirror and rotation, with zeros where the smaller one
/// does not reach. The mean is not removed: a low-pass filter is known by it. Both norms are those
/// of whole filters, so only a filter that lies wholly on its like scores 1. Colours count: a grey
/// filter scores on a learned one no more than the root of its share of luminance.
public struct FilterMatcher: Sendable {
  /// The best matches of a bank of learned filters.
  public struct Result: Equatable, Sendable {
    /// One a learned filter; nil where that, or the whole handcrafted bank, is zero or not finite,
    /// or where no handcrafted filter fits on it.
    public let matches: [FilterMatch?]

    /// The score with its sign of each learned filter, by row, with each handcrafted one, by column.
    public let similarity: SimilarityMatrix
  }

  /// The handcrafted filters.
  public let bank: [Filter]

  /// Where they may lie.
  public let settings: MatchSettings

  private let variants: [FilterVariant]

  /// Mirrors and turns the filters of a bank.
  ///
  /// - Parameters:
  ///   - bank: Handcrafted filters; those that are zero or not finite match nothing.
  ///   - settings: Where they may lie.
  /// - Throws: `ComparisonError.emptyBank`.
  public init(
    bank: [Filter], settings: MatchSettings = MatchSettings()
  ) throws(ComparisonError) {
    guard !bank.isEmpty else { throw .emptyBank(.handcrafted) }
    self.bank = bank
    self.settings = settings
    variants = bank.enumerated().flatMap {
      FilterVariant.all(of: $1, index: $0, settings: settings)
    }
  }

  /// Compares learned filters with the bank.
  ///
  /// Of scores that differ by less than a millionth the first wins: by the order of the bank, then
  /// not mirrored, then by angle, then by the distance of the centres. It takes as many
  /// multiply-adds as there are learned weights × variants × shifts.
  ///
  /// - Parameter learned: Filters of any shapes.
  /// - Returns: A match a filter, and all scores.
  /// - Throws: `ComparisonError.emptyBank`; `layer` where filters are too large.
  public func matches(of learned: [Filter]) throws(ComparisonError) -> Result {
    guard !learned.isEmpty else { throw .emptyBank(.learned) }
    var matches = [FilterMatch?](repeating: nil, count: learned.count)
    var similarity = SimilarityMatrix(rows: learned.count, columns: bank.count)
    var sizes: [[Int]: [Int]] = [:]
    for (row, filter) in learned.enumerated() where filter.isAlive {
      sizes[[filter.height, filter.width], default: []].append(row)
    }
    for (size, rows) in sizes {
      let placements = try groups(height: size[0], width: size[1])
      for row in rows {
        let bests = try strongest(learned[row], placements)
        for (variant, best) in zip(variants, bests) {
          if abs(best.cosine) > abs(similarity[row, variant.index]) {
            similarity[row, variant.index] = min(max(best.cosine, -1), 1)
          }
        }
        matches[row] = match(learned[row], bests)
      }
    }
    return Result(matches: matches, similarity: similarity)
  }

  /// The variants by size and colours, placed on filters of a size.
  private func groups(height: Int, width: Int) throws(ComparisonError) -> [PlacementGroup] {
    var members: [PlacementGroup.Key: [Int]] = [:]
    for (number, variant) in variants.enumerated() {
      members[PlacementGroup.Key(variant.filter), default: []].append(number)
    }
    var groups: [PlacementGroup] = []
    for (key, numbers) in members {
      let group = try PlacementGroup(
        key, of: numbers.map { ($0, variants[$0].filter) }, height: height, width: width,
        leastEnergyInside: settings.leastEnergyInside)
      if let group { groups.append(group) }
    }
    return groups
  }

  /// The best place of every variant on a learned filter.
  private func strongest(
    _ learned: Filter, _ groups: [PlacementGroup]
  ) throws(ComparisonError) -> [Placement] {
    var bests = [Placement](repeating: Placement(), count: variants.count)
    let length = learned.energy.squareRoot()
    let planes = ColourAxis.allCases.map { axis in
      learned.plane(along: axis).map { Float($0 / length) }
    }
    for group in groups { try group.findStrongest(on: planes, into: &bests) }
    return bests
  }

  private func match(_ learned: Filter, _ bests: [Placement]) -> FilterMatch? {
    var best = Placement()
    var winner: FilterVariant?
    for (variant, candidate) in zip(variants, bests) where candidate.isBetter(than: best) {
      best = candidate
      winner = variant
    }
    return winner.map { FilterMatch(of: learned, with: $0, top: best.top, left: best.left) }
  }
}

/// Where a handcrafted filter lies on a learned one, and how like it is there.
struct Placement {
  /// The cosine between the two.
  var cosine: Float = 0

  /// The row of the learned filter on which the first of the handcrafted one lies.
  var top = 0

  /// The column of the learned filter on which the first of the handcrafted one lies.
  var left = 0

  /// Whether the score exceeds another by more than what rounding makes.
  func isBetter(than other: Placement) -> Bool { abs(cosine) > abs(other.cosine) + 1e-6 }
}
