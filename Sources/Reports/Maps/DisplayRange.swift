/// The values that a picture shows as the first and the last colour.
public struct DisplayRange: Hashable, Sendable {
  /// Shown as the first colour, and so is everything below.
  public let low: Float

  /// Shown as the last colour, and so is everything above.
  public let high: Float

  /// Creates a range; nil where an end is not finite or `low` is above `high`.
  ///
  /// - Parameters:
  ///   - low: The value of the first colour.
  ///   - high: The value of the last colour.
  public init?(low: Float, high: Float) {
    guard low.isFinite, high.isFinite, low <= high else { return nil }
    self.init(from: low, to: high)
  }

  /// Creates a range whose ends are known to be finite and in order.
  init(from low: Float, to high: Float) {
    self.low = low
    self.high = high
  }

  /// The range from the smallest to the largest finite value; 0 to 0 where there is none.
  ///
  /// - Parameter values: Any values; what is not finite is left aside.
  public init(of values: ArraySlice<Float>) {
    var low = Float.infinity
    var high = -Float.infinity
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    self = DisplayRange(low: low, high: high) ?? DisplayRange(from: 0, to: 0)
  }

  /// The smallest range about zero that holds this one; -1 to 1 where this one is only zero.
  public var symmetric: DisplayRange {
    let reach = max(abs(low), abs(high))
    return reach == 0 ? DisplayRange(from: -1, to: 1) : DisplayRange(from: -reach, to: reach)
  }

  /// Where a value lies: 0 at `low` or below, 1 at `high` or above.
  ///
  /// A range of one value divides by nothing: that value lies at 0.
  ///
  /// - Parameter value: Any value.
  /// - Returns: The position, 0 to 1, or nil where the value is not finite.
  public func position(of value: Float) -> Double? {
    guard value.isFinite else { return nil }
    if value <= low { return 0 }
    if value >= high { return 1 }
    let low = Double(low)
    return (Double(value) - low) / (Double(high) - low)
  }
}
