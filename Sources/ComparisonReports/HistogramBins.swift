import func Glibc.ceil
import func Glibc.floor

/// Values counted in equal stretches of a range.
package struct HistogramBins: Equatable {
  /// The ends of the axis, apart from each other.
  package let range: ClosedRange<Double>

  /// How many values lie in each stretch.
  package let counts: [Int]

  /// Values that are finite but outside the range.
  package let outside: Int

  /// Values that are missing or not finite.
  package let missing: Int

  /// The median of the values in the range; nil where there is none.
  package let median: Double?

  package init(_ values: [Double?], range: ClosedRange<Double>?, count: Int) {
    // Larger numbers could not be subtracted from each other.
    let finite = values.compactMap { $0 }.filter { $0.isFinite && abs($0) < 1e300 }.sorted()
    let stretches =
      range.map { Self.widened($0, count: count) } ?? Self.stretches(for: finite, count: count)
    let (low, high) = (stretches.range.lowerBound, stretches.range.upperBound)
    let inside = finite.filter { stretches.range.contains($0) }
    var counts = Array(repeating: 0, count: stretches.count)
    for value in inside {
      let position = (value - low) / (high - low) * Double(stretches.count)
      counts[min(Int(position), stretches.count - 1)] += 1
    }
    self.range = stretches.range
    self.counts = counts
    outside = finite.count - inside.count
    missing = values.count - finite.count
    let middle = inside.count / 2
    median =
      switch inside.count {
      case 0: nil
      case let count where count.isMultiple(of: 2): (inside[middle - 1] + inside[middle]) / 2
      default: inside[middle]
      }
  }

  /// How many values are counted.
  package var total: Int { counts.reduce(0, +) }

  /// A range of one value has no stretches: half a unit is added on both sides.
  private static func widened(
    _ range: ClosedRange<Double>, count: Int
  ) -> (range: ClosedRange<Double>, count: Int) {
    guard range.lowerBound == range.upperBound else { return (range, count) }
    let reach = max(abs(range.lowerBound) / 2, 0.5)
    return (range.lowerBound - reach...range.upperBound + reach, count)
  }

  /// Round stretches that hold all values, about as many as are wanted.
  private static func stretches(
    for sorted: [Double], count: Int
  ) -> (range: ClosedRange<Double>, count: Int) {
    guard let first = sorted.first, let last = sorted.last else { return (0...1, count) }
    guard first < last else { return widened(first...last, count: count) }
    let step = AxisSteps.step(for: last - first, most: count)
    let (low, high) = (floor(first / step), ceil(last / step))
    // Values that differ in their last digits only have no round numbers between them.
    guard low < high, high - low < 1000 else { return (first...last, count) }
    return (low * step...high * step, Int(high - low))
  }
}
