import Networks

/// By how much an array differs from another of the same shape.
public struct MapDifference: Equatable, Sendable {
  /// The largest difference as a share of the other array's largest value; infinite where one alone is
  /// not finite, or the other is zero throughout.
  public let share: Double

  /// Where that is, slowest extent first.
  public let place: [Int]

  /// The value there.
  public let found: Float

  /// The other's value there.
  public let expected: Float

  /// Compares two arrays.
  ///
  /// Values that are no numbers are equal to each other, and so are infinite ones of one sign.
  ///
  /// - Parameters:
  ///   - values: What was computed.
  ///   - reference: As many values of the other program.
  ///   - shape: The shape of both.
  init(of values: [Float], from reference: [Float], shape: [Int]) {
    precondition(values.count == reference.count, "both arrays have one shape")
    var (largest, worst, index) = (Float(0), Float(0), 0)
    for position in values.indices {
      let (found, expected) = (values[position], reference[position])
      if expected.isFinite { largest = max(largest, expected.magnitude) }
      if found == expected || (found.isNaN && expected.isNaN) { continue }
      let difference =
        found.isFinite && expected.isFinite ? (found - expected).magnitude : .infinity
      if difference > worst { (worst, index) = (difference, position) }
    }
    share = worst == 0 ? 0 : Double(worst) / Double(largest)
    (found, expected) = values.isEmpty ? (0, 0) : (values[index], reference[index])
    var (rest, place) = (index, [Int]())
    for extent in shape.reversed() where extent > 0 {
      place.append(rest % extent)
      rest /= extent
    }
    self.place = place.reversed()
  }
}
