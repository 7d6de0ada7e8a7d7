/// The handcrafted filter that is most like a learned one, and how it lies on it.
///
/// The handcrafted filter is mirrored first, then turned, then placed.
public struct FilterMatch: Equatable, Sendable {
  /// Which filter of the bank.
  public let index: Int

  /// The cosine of the angle between the two filters without its sign: 0 to 1.
  public let score: Double

  /// Whether the learned filter is like the negative.
  public let isNegated: Bool

  /// Whether the columns of the handcrafted filter are reversed.
  public let isMirrored: Bool

  /// Degrees by which the handcrafted filter is turned anticlockwise, as it is drawn.
  public let rotation: Int

  /// The row of the learned filter on which the first of the turned one lies; it may be negative.
  public let top: Int

  /// The column of the learned filter on which the first of the turned one lies.
  public let left: Int

  /// Rows and columns from the middle of the learned filter to that of the handcrafted one.
  public let shift: SIMD2<Double>

  init(
    of learned: Filter, with variant: FilterVariant, top: Int, left: Int
  ) {
    let placed = variant.filter.placed(top: top, left: left, like: learned)
    let norms = (learned.energy * variant.filter.energy).squareRoot()
    let cosine = learned.product(with: placed) / norms
    index = variant.index
    score = min(abs(cosine), 1)
    isNegated = cosine < 0
    isMirrored = variant.isMirrored
    rotation = variant.rotation
    self.top = top
    self.left = left
    shift = SIMD2(
      Double(2 * top + variant.filter.height - learned.height) / 2,
      Double(2 * left + variant.filter.width - learned.width) / 2)
  }

  /// The matched filter on the learned one: mirrored, turned, placed, and scaled to the least
  /// squared difference, which gives it its sign.
  ///
  /// - Parameters:
  ///   - learned: The learned filter of this match.
  ///   - bank: The bank of this match.
  /// - Returns: A filter of the learned one's shape with the name of the handcrafted one, zero
  ///   where that does not reach. A learned filter on one channel sees the mean of three.
  public func fitted(to learned: Filter, from bank: [Filter]) -> Filter {
    let variant = FilterVariant(
      of: bank[index], index: index, isMirrored: isMirrored, rotation: rotation)
    let placed = variant.filter.placed(top: top, left: left, like: learned)
    let gain = learned.product(with: placed) / placed.energy
    return Filter(
      name: placed.name, channels: placed.channels, height: placed.height, width: placed.width,
      weights: placed.weights.map { Float(gain * Double($0)) })
  }
}
