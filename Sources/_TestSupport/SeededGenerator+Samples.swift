// Here and not beside the tests, which are compiled without optimisation: they take millions.

extension SeededGenerator {
  /// Noise between -1 and 1.
  ///
  /// - Parameter count: How many.
  /// - Returns: The numbers.
  public mutating func values(_ count: Int) -> [Float] { reals(count, in: -1...1) }

  /// Noise of a range.
  ///
  /// - Parameters:
  ///   - count: How many numbers.
  ///   - range: Where they lie.
  /// - Returns: The numbers.
  public mutating func reals(_ count: Int, in range: ClosedRange<Float>) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(Float.random(in: range, using: &self)) }
    return values
  }

  /// Whole numbers of a range.
  ///
  /// - Parameters:
  ///   - count: How many numbers.
  ///   - range: Where they lie.
  /// - Returns: The numbers.
  public mutating func integers(_ count: Int, in range: ClosedRange<Int>) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(Float(Int.random(in: range, using: &self))) }
    return values
  }

  /// Any bytes.
  ///
  /// - Parameter count: How many.
  /// - Returns: The bytes.
  public mutating func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for _ in 0..<count { bytes.append(UInt8.random(in: 0...255, using: &self)) }
    return bytes
  }
}
