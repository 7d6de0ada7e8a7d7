import func Glibc.sqrt

/// How the values of a tensor are distributed.
///
/// Sums are accumulated in `Double` in the order of the values, so that the result is the same on
/// every machine; values that are no number or infinite are counted apart and left out.
public struct TensorStatistics: Equatable, Sendable {
  /// All values.
  public let count: Int

  /// Values that are no number.
  public let nanCount: Int

  /// Values that are infinite.
  public let infinityCount: Int

  /// The smallest finite value; nil where there is none.
  public let minimum: Float?

  /// The greatest finite value; nil where there is none.
  public let maximum: Float?

  /// The mean of the finite values; nil where there is none.
  public let mean: Double?

  /// The root of the mean squared distance from the mean, of all finite values and not of a sample;
  /// nil where there is none.
  public let standardDeviation: Double?

  /// Looks at all values twice.
  ///
  /// - Parameter values: The values of a tensor.
  public init(_ values: [Float]) {
    var nanCount = 0
    var infinityCount = 0
    var minimum = Float.infinity
    var maximum = -Float.infinity
    var sum = 0.0
    for value in values {
      if value.isFinite {
        minimum = min(minimum, value)
        maximum = max(maximum, value)
        sum += Double(value)
      } else if value.isNaN {
        nanCount += 1
      } else {
        infinityCount += 1
      }
    }
    count = values.count
    self.nanCount = nanCount
    self.infinityCount = infinityCount
    let finiteCount = values.count - nanCount - infinityCount
    guard finiteCount > 0 else {
      (self.minimum, self.maximum, mean, standardDeviation) = (nil, nil, nil, nil)
      return
    }
    let mean = sum / Double(finiteCount)
    var squares = 0.0
    for value in values where value.isFinite {
      squares += (Double(value) - mean) * (Double(value) - mean)
    }
    self.minimum = minimum
    self.maximum = maximum
    self.mean = mean
    standardDeviation = sqrt(squares / Double(finiteCount))
  }
}
