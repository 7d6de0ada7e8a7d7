/// How results become the integers of a picture.
public enum Rounding: String, Hashable, Sendable {
  /// To the nearest integer, halves to the even one; then clamped.
  case halfToEven

  /// To the nearest integer, halves up; then clamped.
  case halfUp

  /// Fractions are cut off; then clamped.
  case towardZero

  /// Fractions are cut off, and of what is no sample then the lowest bits are kept, as a cast in C does.
  case towardZeroWrapping
}

extension Rounding {
  /// Rounds a number to a sample.
  ///
  /// - Parameter value: Any number; not-a-number becomes 0.
  /// - Returns: The sample.
  func integer<Integer: FixedWidthInteger & UnsignedInteger>(_ value: Float) -> Integer {
    if value.isNaN { return 0 }
    let rounded: Float
    switch self {
    case .halfToEven: rounded = value.rounded(.toNearestOrEven)
    case .halfUp: rounded = (value + 0.5).rounded(.down)
    case .towardZero, .towardZeroWrapping: rounded = value.rounded(.towardZero)
    }
    if self == .towardZeroWrapping, abs(rounded) < 0x1p62 {
      return Integer(truncatingIfNeeded: Int64(rounded))
    }
    return Integer(min(max(rounded, 0), Float(Integer.max)))
  }
}
