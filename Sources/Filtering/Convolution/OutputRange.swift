/// How signed results become the integers of a picture file.
///
/// Every mapping is linear and ends in rounding half to even, then clamping.
public enum OutputRange: String, Hashable, Sendable, CaseIterable {
  /// Values as they are.
  case clamp

  /// Absolute values.
  case abs

  /// Zero becomes mid-grey: 128, or 32768 in 16 bits, is added.
  case offset

  /// The least value of the picture becomes black, the greatest white.
  case minmax

  /// Zero becomes mid-grey, the greatest magnitude of the picture black or white.
  case symmetric
}
