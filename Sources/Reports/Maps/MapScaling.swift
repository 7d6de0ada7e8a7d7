public import Pixels

/// How the values of feature maps become colours: by which rule, and over which values.
public struct MapScaling: Hashable, Sendable {
  /// What the ends of the range are.
  public enum Rule: Hashable, Sendable {
    /// The smallest and the largest value.
    case extremes

    /// The largest value without sign, below and above zero.
    case symmetric

    /// Percentiles, 0 to 100, interpolated between the nearest ranks as NumPy does.
    ///
    /// Where both percentiles are the same value, as in maps of almost only zeros, the extremes are
    /// taken instead.
    case percentile(lower: Double, upper: Double)

    /// The same two values for every map.
    case fixed(DisplayRange)
  }

  /// Which values have a range in common.
  public enum Scope: Hashable, Sendable {
    /// Each map has a range of its own: shows weak maps, hides how strong maps are.
    case map

    /// All maps of a layer share one range: maps can be compared.
    case layer
  }

  /// What the ends of the range are.
  public let rule: Rule

  /// Which values have a range in common; a fixed range is always in common.
  public let scope: Scope

  /// Creates a scaling.
  ///
  /// - Parameters:
  ///   - rule: What the ends of the range are.
  ///   - scope: Which values have a range in common.
  public init(_ rule: Rule, over scope: Scope) {
    self.rule = rule
    if case .fixed = rule { self.scope = .layer } else { self.scope = scope }
  }

  /// From the smallest to the largest value of each map.
  public static let perMap = MapScaling(.extremes, over: .map)

  /// From the smallest to the largest value of the layer.
  public static let perLayer = MapScaling(.extremes, over: .layer)

  /// The range of every map, in the order of the maps.
  ///
  /// What is not finite is left aside; a map without finite values has the range 0 to 0.
  ///
  /// - Parameter maps: The maps of a layer.
  /// - Returns: As many ranges as there are maps.
  /// - Complexity: O(values), for percentiles O(values · log values).
  public func ranges(of maps: Activation) -> [DisplayRange] {
    switch scope {
    case .map: (0..<maps.mapCount).map { range(of: maps.map($0)) }
    case .layer: Array(repeating: range(of: maps.values[...]), count: maps.mapCount)
    }
  }

  /// The range of some values by the rule, whatever the scope.
  ///
  /// - Parameter values: Any values; what is not finite is left aside.
  /// - Returns: The values of the first and the last colour.
  public func range(of values: ArraySlice<Float>) -> DisplayRange {
    switch rule {
    case .extremes: DisplayRange(of: values)
    case .symmetric: DisplayRange(of: values).symmetric
    case .percentile(let lower, let upper): Self.percentiles(lower, upper, of: values)
    case .fixed(let range): range
    }
  }

  private static func percentiles(
    _ lower: Double, _ upper: Double, of values: ArraySlice<Float>
  ) -> DisplayRange {
    let sorted = values.filter(\.isFinite).sorted()
    guard let first = sorted.first, let last = sorted.last else {
      return DisplayRange(from: 0, to: 0)
    }
    let low = percentile(lower, ofSorted: sorted)
    let high = percentile(upper, ofSorted: sorted)
    return low < high ? DisplayRange(from: low, to: high) : DisplayRange(from: first, to: last)
  }

  /// The percentile of sorted values, of which there is at least one.
  private static func percentile(_ percent: Double, ofSorted values: [Float]) -> Float {
    let rank = min(max(percent, 0), 100) / 100 * Double(values.count - 1)
    let below = min(Int(rank), values.count - 1)
    let above = min(below + 1, values.count - 1)
    let share = rank - Double(below)
    return Float(Double(values[below]) * (1 - share) + Double(values[above]) * share)
  }
}
