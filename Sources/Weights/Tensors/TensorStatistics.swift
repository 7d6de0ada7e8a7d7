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
  public let minimum: Double?

  /// The greatest finite value; nil where there is none.
  public let maximum: Double?

  /// The mean of the finite values; nil where there is none.
  public let mean: Double?

  /// The root of the mean squared distance from the mean, of all finite values and not of a sample;
  /// nil where there is none.
  public let standardDeviation: Double?

  /// Looks at all values twice.
  ///
  /// - Parameter values: The values of a tensor.
  public init(_ values: [some BinaryFloatingPoint]) {
    var nanCount = 0
    var infinityCount = 0
    var minimum = Double.infinity
    var maximum = -Double.infinity
    var sum = 0.0
    for value in values {
      let value = Double(value)
      if value.isFinite {
        minimum = min(minimum, value)
        maximum = max(maximum, value)
        sum += value
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
    let moments = Self.moments(values, sum: sum, count: Double(finiteCount), scale: 1)
    self.minimum = minimum
    self.maximum = maximum
    if moments.mean.isFinite, moments.deviation.isFinite {
      (mean, standardDeviation) = moments
    } else {
      // Numbers beyond the root of the largest Double: they are measured in units of the largest.
      let scale = max(-minimum, maximum)
      let scaledSum = values.lazy.map { Double($0) }.filter(\.isFinite).reduce(0) {
        $0 + $1 / scale
      }
      let scaled = Self.moments(
        values, sum: scaledSum, count: Double(finiteCount), scale: scale)
      (mean, standardDeviation) = (scaled.mean * scale, scaled.deviation * scale)
    }
  }

  /// Mean and deviation of the finite values, divided by `scale`.
  private static func moments(
    _ values: [some BinaryFloatingPoint], sum: Double, count: Double, scale: Double
  ) -> (mean: Double, deviation: Double) {
    let mean = sum / count
    var squares = 0.0
    for value in values where value.isFinite {
      let distance = Double(value) / scale - mean
      squares += distance * distance
    }
    return (mean, sqrt(squares / count))
  }
}
