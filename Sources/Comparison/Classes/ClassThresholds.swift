/// Where the rules of `FilterMeasures.filterClass` draw their lines.
///
/// The defaults lie in gaps of the measures of AlexNet's first layer, and beyond what random
/// filters of 11×11 reach.
public struct ClassThresholds: Equatable, Sendable {
  /// Below this share of the layer's median norm a filter is dead.
  public var deadNorm = 0.1

  /// From this share of energy in the opponent colours on, a filter is one of colour.
  ///
  /// That of AlexNet's grey filters is 0.22 at most; eyes see colour from 0.3 on.
  public var colour = 0.3

  /// The adjusted R² of the Gabor function from which a filter is oriented.
  ///
  /// Random filters of 11×11 stay below 0.3.
  public var gabor = 0.6

  /// The share of energy in rings from which a filter may be round.
  public var round = 0.7

  /// How much of what the Gabor function explains the rings must explain, for a round filter.
  public var roundToGabor = 0.9

  /// The balance from which the weights have one sign: an average.
  public var oneSign = 0.8

  /// The share of power at low frequencies from which a filter is smooth.
  public var smooth = 0.5

  /// The share of power at high frequencies from which a filter is fine; white noise has 0.62.
  public var fine = 0.8

  /// The power across the peak, over that of the peak, from which a pattern is a checkerboard.
  public var crossed = 0.5

  /// The adjusted R² that one of the two gratings of a checkerboard reaches.
  public var checkerGabor = 0.4

  /// The power across the peak, over that of the peak, up to which a small filter is oriented.
  public var uncrossed = 0.25

  /// Creates the defaults.
  public init() {}
}
