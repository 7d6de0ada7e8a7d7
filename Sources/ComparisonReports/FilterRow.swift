public import Comparison

/// What a row of `FilterRows` shows about a learned filter.
public struct FilterRow: Sendable {
  /// A filter of the handcrafted bank as it was placed on the learned one.
  public struct Match: Sendable {
    /// The filter, shifted, turned and negated as it matches best, and as large as the learned one;
    /// its name is the caption.
    public let placed: Filter

    /// The normalised cross-correlation with the learned filter.
    public let score: Double

    /// Creates a match.
    ///
    /// - Parameters:
    ///   - placed: The filter as it matches best, as large as the learned one.
    ///   - score: The normalised cross-correlation with the learned filter.
    public init(placed: Filter, score: Double) {
      self.placed = placed
      self.score = score
    }
  }

  /// A Gabor function fitted to the learned filter.
  public struct Fit: Sendable {
    /// The values of the function, with as many channels, rows and columns as the learned filter.
    public let filter: Filter

    /// The share of the learned filter's variance that the fit explains.
    public let rSquared: Double

    /// The orientation in degrees.
    public let orientationDegrees: Double

    /// The wavelength in pixels.
    public let wavelengthPixels: Double

    /// Creates a fit.
    ///
    /// - Parameters:
    ///   - filter: The values of the function, shaped as the learned filter.
    ///   - rSquared: The share of the learned filter's variance that the fit explains.
    ///   - orientationDegrees: The orientation in degrees.
    ///   - wavelengthPixels: The wavelength in pixels.
    public init(
      filter: Filter, rSquared: Double, orientationDegrees: Double, wavelengthPixels: Double
    ) {
      self.filter = filter
      self.rSquared = rSquared
      self.orientationDegrees = orientationDegrees
      self.wavelengthPixels = wavelengthPixels
    }
  }

  let number: Int
  let category: Int?
  let learned: Filter
  let match: Match?
  let fit: Fit?
  let explainedVariance: Double?

  /// Prepares a row.
  ///
  /// - Parameters:
  ///   - number: The number of the filter in its layer, from 0.
  ///   - category: The class as an index of the list given to `FilterRows`; nil for none.
  ///   - learned: The filter.
  ///   - match: The best match; nil for none.
  ///   - fit: The fitted Gabor function; nil where none could be fitted.
  ///   - explainedVariance: The share of the variance of its responses that the handcrafted
  ///     responses explain; nil where none was measured.
  public init(
    number: Int, category: Int? = nil, learned: Filter, match: Match? = nil, fit: Fit? = nil,
    explainedVariance: Double? = nil
  ) {
    if let fit {
      precondition(
        fit.filter.weights.count == learned.weights.count && fit.filter.width == learned.width,
        "a fit has the shape of the learned filter")
    }
    self.number = number
    self.category = category
    self.learned = learned
    self.match = match
    self.fit = fit
    self.explainedVariance = explainedVariance
  }

  /// What the fit leaves of the learned filter.
  var residual: Filter? { fit.map { learned.subtracting($0.filter) } }
}
