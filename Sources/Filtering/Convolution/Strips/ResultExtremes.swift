/// The least and the greatest of some results, not-a-number left aside.
public struct ResultExtremes: Equatable, Sendable {
  private var least = Float.infinity
  private var greatest = -Float.infinity

  /// The extremes of no results.
  public init() {}

  /// The extremes of values.
  init(of values: [Float]) {
    for value in values {
      if value < least { least = value }
      if value > greatest { greatest = value }
    }
  }

  /// Takes further results in.
  ///
  /// - Parameter other: The extremes of other results of the same picture.
  public mutating func formUnion(_ other: ResultExtremes) {
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
  }

  /// Both ends; 0 and 0 where there are no results.
  var ends: (least: Float, greatest: Float) {
    least <= greatest ? (least, greatest) : (0, 0)
  }
}
