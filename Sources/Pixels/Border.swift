/// What a filter reads outside the image.
///
/// With `abcd` the image, each case shows what stands left and right of it:
///
///     reflect101   dcb|abcd|cba
///     replicate    aaa|abcd|ddd
///     symmetric    cba|abcd|dcb
///     constant     kkk|abcd|kkk
///     wrap         bcd|abcd|abc
///
/// Reflections repeat where the border is wider than the image.
public enum Border: Hashable, Sendable {
  /// Mirror about the centre of the edge pixel (the default).
  case reflect101

  /// Repeat the edge pixel.
  case replicate

  /// Mirror about the outer edge of the edge pixel.
  case symmetric

  /// The same value everywhere, in units of an 8-bit sample (0…255); 16-bit images multiply it
  /// by 257.
  case constant(Float)

  /// Continue on the opposite side.
  case wrap

  /// The column or row inside the image that stands for one outside it.
  ///
  /// - Parameters:
  ///   - position: A column or row, possibly negative or past the end.
  ///   - count: How many columns or rows the image has, 1 or more.
  /// - Returns: An index in `0..<count`, or nil where a constant stands instead.
  /// - Complexity: O(1).
  public func index(of position: Int, count: Int) -> Int? {
    precondition(count > 0, "a border needs an image")
    if position >= 0 && position < count { return position }
    switch self {
    case .constant:
      return nil
    case .replicate:
      return position < 0 ? 0 : count - 1
    case .wrap:
      return position.modulo(count)
    case .symmetric:
      let phase = position.modulo(2 * count)
      return min(phase, 2 * count - 1 - phase)
    case .reflect101:
      if count == 1 { return 0 }
      let phase = position.modulo(2 * count - 2)
      return min(phase, 2 * count - 2 - phase)
    }
  }
}

extension Int {
  /// The remainder that is never negative.
  fileprivate func modulo(_ divisor: Int) -> Int {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}
