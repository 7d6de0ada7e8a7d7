/// What kind of filter one is, by thresholds on its measures.
public enum FilterClass: String, CaseIterable, Sendable {
  /// An edge or bar of luminance, or a grating: close to a Gabor function.
  case oriented

  /// A spot of luminance with a surround of the other sign.
  case centreSurround = "centre-surround"

  /// A spot of colour, with or without a surround, or one colour all over.
  case colourBlob = "colour-blob"

  /// An edge, bar or grating from colour to colour.
  case colourEdge = "colour-edge"

  /// An average of luminance, also one in which all weights are the same.
  case lowPass = "low-pass"

  /// A pattern that changes from pixel to pixel without one orientation, or a checkerboard.
  case highFrequency = "high-frequency"

  /// Nothing to see: zero, not a number, or far weaker than the layer.
  case dead

  /// None of these: noise, or a mixture.
  case unclassified
}

extension FilterMeasures {
  /// The class of the filter: that of the first rule that holds.
  ///
  /// 1. `dead`: a weight is not finite, all are zero, or the norm is below `deadNorm` times the layer's
  ///    median. What varies in no channel is `colourBlob` where it is `colour`, else `lowPass`.
  /// 2. `colourBlob`: round, and `colour`.
  /// 3. `centreSurround`: round, and `balance` below `oneSign`.
  /// 4. `lowPass`: not `colour`, `balance` from `oneSign` and `spectrum.lowShare` from `smooth`;
  ///    but what is close to a Gabor function and not round is left to rule 6.
  /// 5. `highFrequency`: `spectrum.highShare` from `fine` without being close to a Gabor function,
  ///    or a checkerboard: not round, `balance` below `oneSign`, `gabor.adjustedRSquared` from `checkerGabor` and
  ///    `spectrum.crossPower` from `crossed`.
  /// 6. `colourEdge` where it is `colour`, `oriented` where it is not: close to a Gabor function and
  ///    not round.
  /// 7. `unclassified`.
  ///
  /// A filter is *colour* where `colour.chroma` is at least `colour`; *round* where
  /// `radial.rSquared` is at least `round` and at least `roundToGabor` times `gabor.rSquared`;
  /// *close to a Gabor function* where `gabor.adjustedRSquared` is at least `gabor`. Filters with a
  /// side below 5 pixels have no fit: they are close to one where `spectrum.crossPower` is at most
  /// `uncrossed`, which noise of so few weights often is, and are not round then.
  ///
  /// - Parameters:
  ///   - layerMedianNorm: The median norm of the layer's filters; nil where there is no layer.
  ///   - thresholds: Where the rules draw their lines.
  /// - Returns: The class.
  public func filterClass(
    layerMedianNorm: Double? = nil, thresholds: ClassThresholds = ClassThresholds()
  ) -> FilterClass {
    guard let norm, norm > 0, let colour, let balance,
      norm >= thresholds.deadNorm * (layerMedianNorm ?? 0)
    else { return .dead }
    let isColour = colour.chroma >= thresholds.colour
    // A box, or a single position, varies nowhere: it is as smooth as can be.
    guard let spectrum, let radial else { return isColour ? .colourBlob : .lowPass }
    let isGabor =
      gabor.map { $0.adjustedRSquared >= thresholds.gabor }
      ?? (spectrum.crossPower <= thresholds.uncrossed)
    let isRounder =
      gabor.map { radial.rSquared >= thresholds.roundToGabor * $0.rSquared } ?? !isGabor
    let isRound = isRounder && radial.rSquared >= thresholds.round
    let isOneSign = balance >= thresholds.oneSign
    if isRound && isColour { return .colourBlob }
    if isRound && !isOneSign { return .centreSurround }
    let isLowPass = !isColour && isOneSign && spectrum.lowShare >= thresholds.smooth
    if isLowPass && (isRound || !isGabor) { return .lowPass }
    let isChecker =
      !isRound && !isOneSign && spectrum.crossPower >= thresholds.crossed
      && (gabor?.adjustedRSquared ?? 0) >= thresholds.checkerGabor
    if isChecker || (!isGabor && spectrum.highShare >= thresholds.fine) { return .highFrequency }
    guard isGabor && !isRound else { return .unclassified }
    return isColour ? .colourEdge : .oriented
  }
}
