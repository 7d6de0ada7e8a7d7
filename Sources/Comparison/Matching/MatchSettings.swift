/// Where a handcrafted filter may lie when it is compared with a learned one.
public struct MatchSettings: Equatable, Sendable {
  /// Indices in the bank of filters that are turned by every multiple of `angleStep`.
  ///
  /// All others are turned by quarters, which is enough for families that come in many orientations.
  /// A kernel of 3×3 is turned well only where it is smooth, as Sobel's is.
  public var freelyTurned: Set<Int>

  /// Degrees between turns, 1 to 90: a divisor of 90.
  public var angleStep: Int

  /// Whether filters are mirrored too.
  public var mirrors: Bool

  /// Whether filters are turned at all.
  public var turns = true

  /// The share of a handcrafted filter's energy that must lie inside the learned one, above 0.
  public var leastEnergyInside: Double

  /// Creates settings.
  ///
  /// - Parameters:
  ///   - freelyTurned: Indices in the bank of filters that are turned by every multiple of the step.
  ///   - angleStep: Degrees between turns: a divisor of 90.
  ///   - mirrors: Whether filters are mirrored too.
  ///   - leastEnergyInside: The share of energy that must lie inside, above 0 and at most 1.
  public init(
    freelyTurned: Set<Int> = [], angleStep: Int = 15, mirrors: Bool = true,
    leastEnergyInside: Double = 0.5
  ) {
    precondition(angleStep > 0 && 90 % angleStep == 0, "the step divides a right angle")
    precondition(leastEnergyInside > 0 && leastEnergyInside <= 1, "a share is at most 1")
    self.freelyTurned = freelyTurned
    self.angleStep = angleStep
    self.mirrors = mirrors
    self.leastEnergyInside = leastEnergyInside
  }
}
