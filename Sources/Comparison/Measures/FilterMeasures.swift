/// What is known of one filter by itself.
public struct FilterMeasures: Equatable, Sendable {
  /// Whether no weight is not-a-number or infinite; if one is, nothing else is known.
  public let isFinite: Bool

  /// The root of the sum of the squared weights; nil where a weight is not finite.
  public let norm: Double?

  /// The least weight; nil where a weight is not finite.
  public let minimum: Float?

  /// The greatest weight; nil where a weight is not finite.
  public let maximum: Float?

  /// The mean of the weights; nil where a weight is not finite.
  public let mean: Double?

  /// How far the weights have one sign: 1 for an average, 0 for a derivative.
  ///
  /// The absolute sum over the sum of absolutes, on the plane of the colour with the most energy;
  /// nil where a weight is not finite or all are zero.
  public let balance: Double?

  /// Energy by colour; nil where a weight is not finite or all are zero.
  public let colour: ColourEnergy?

  /// Entropy and sparsity; nil where a weight is not finite or all are zero.
  public let spread: WeightSpread?

  /// Peak and widths of the power spectrum; nil where a weight is not finite or no channel varies.
  public let spectrum: Spectrum?

  /// How far it is the same in all directions; nil where a weight is not finite or no channel
  /// varies.
  public let radial: RadialProfile?

  /// The nearest Gabor function; nil where a weight is not finite, no channel varies, or a side is
  /// below 5 pixels.
  public let gabor: GaborFit?

  /// Measures a filter.
  ///
  /// - Parameter filter: The filter.
  /// - Complexity: Some milliseconds for 11×11×3 weights, nearly all for the Gabor function.
  public init(_ filter: Filter) {
    let weights = filter.weights
    let isFinite = weights.allSatisfy(\.isFinite)
    self.isFinite = isFinite
    norm = isFinite ? weights.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot() : nil
    minimum = isFinite ? weights.min() : nil
    maximum = isFinite ? weights.max() : nil
    mean = isFinite ? weights.reduce(0) { $0 + Double($1) } / Double(weights.count) : nil
    balance = isFinite ? filter.balance : nil
    colour = ColourEnergy(filter)
    spread = WeightSpread(filter)
    spectrum = Spectrum(filter)
    radial = RadialProfile(filter)
    gabor = GaborFit(filter)
  }
}

extension Filter {
  fileprivate var balance: Double? {
    let plane = plane(along: principalColour)
    let absolutes = plane.reduce(0) { $0 + abs($1) }
    return absolutes > 0 ? min(1, abs(plane.reduce(0, +)) / absolutes) : nil
  }
}
