/// What the values of a feature map are like.
///
/// Values that are not numbers or infinite are counted and otherwise left aside. Sums are in
/// `Double`.
public struct MapStatistics: Hashable, Sendable {
  /// How many values there are.
  public let count: Int

  /// How many of them are not numbers.
  public let nanCount: Int

  /// How many of them are infinite, of either sign.
  public let infiniteCount: Int

  /// How many of them are zero, of either sign.
  public let zeroCount: Int

  /// The smallest finite value; nil where there is none.
  public let minimum: Float?

  /// The largest finite value; nil where there is none.
  public let maximum: Float?

  /// The mean of the finite values; nil where there is none.
  public let mean: Double?

  /// The standard deviation of the finite values from their mean, divided by their number (not by
  /// one less); nil where there is none.
  public let standardDeviation: Double?

  /// Measures values, in two passes.
  ///
  /// - Parameter values: The values of a map, or of all maps of a layer.
  public init(_ values: ArraySlice<Float>) {
    var (nans, infinite, zeros, sum) = (0, 0, 0, 0.0)
    var smallest = Float.infinity
    var largest = -Float.infinity
    for value in values {
      guard value.isFinite else {
        if value.isNaN { nans += 1 } else { infinite += 1 }
        continue
      }
      if value == 0 { zeros += 1 }
      smallest = min(smallest, value)
      largest = max(largest, value)
      sum += Double(value)
    }
    count = values.count
    nanCount = nans
    infiniteCount = infinite
    zeroCount = zeros

    let finite = values.count - nans - infinite
    guard finite > 0 else {
      (minimum, maximum, mean, standardDeviation) = (nil, nil, nil, nil)
      return
    }
    let centre = sum / Double(finite)
    var squares = 0.0
    for value in values where value.isFinite {
      let distance = Double(value) - centre
      squares += distance * distance
    }
    minimum = smallest
    maximum = largest
    mean = centre
    standardDeviation = (squares / Double(finite)).squareRoot()
  }

  /// The share of all values that is zero, 0 to 1; 0 where there are no values.
  public var zeroShare: Double { count == 0 ? 0 : Double(zeroCount) / Double(count) }
}
