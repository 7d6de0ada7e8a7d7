public import Page

extension ComparisonPage {
  /// A learned filter and what was found about it.
  public struct Filter: Codable, Sendable {
    /// The output channel of the layer, from 0.
    public var number: Int

    /// What it is called.
    public var name: String

    /// The class, for example `oriented edge`.
    public var category: String

    /// The share of its energy in luminance, 0 to 1.
    public var luminance: Double?

    /// The share of its energy in red against green, 0 to 1.
    public var redGreen: Double?

    /// The share of its energy in blue against yellow, 0 to 1.
    public var blueYellow: Double?

    /// The orientation of its spectrum's peak, in degrees.
    public var orientation: Double?

    /// The spatial frequency of its spectrum's peak, in cycles a pixel.
    public var frequency: Double?

    /// The Gabor function that fits best.
    public var gabor: Gabor?

    /// The nearest handcrafted filter.
    public var match: Match?

    /// The share of its response's variance that handcrafted responses explain, at most 1.
    public var explainedVariance: Double?

    /// The number of the group of near-duplicates that it belongs to.
    public var group: Int?

    /// Channels, rows, columns of the weights.
    public var shape: [Int]?

    /// The weights in row-major C×H×W order, red first; nil leaves out the tiles.
    public var weights: PageArray?

    /// Addresses of its pictures.
    public var pictures = Pictures()

    /// Where its strongest patches lie, in the order of their picture; nil without images.
    public var places: [Place]?

    /// Further figures, shown beneath the others.
    public var notes: [Figure] = []

    /// Creates a filter of which nothing but its class is known.
    ///
    /// - Parameters:
    ///   - number: The output channel of the layer, from 0.
    ///   - name: What it is called.
    ///   - category: The class.
    public init(number: Int, name: String, category: String) {
      self.number = number
      self.name = name
      self.category = category
    }
  }

  /// The parameters of a fitted Gabor function.
  public struct Gabor: Codable, Sendable {
    /// The share of the filter's energy that the fit explains, at most 1.
    public var rSquared: Double

    /// The column of the middle, in pixels from the left.
    public var x: Double

    /// The row of the middle, in pixels from the top.
    public var y: Double

    /// In degrees.
    public var orientation: Double

    /// In pixels.
    public var wavelength: Double

    /// In degrees.
    public var phase: Double

    /// The standard deviation of the envelope along the stripes, in pixels.
    public var sigmaAlong: Double

    /// The standard deviation of the envelope across the stripes, in pixels.
    public var sigmaAcross: Double

    /// Creates the parameters.
    ///
    /// - Parameters:
    ///   - rSquared: The share of the filter's energy that the fit explains.
    ///   - x: The column of the middle.
    ///   - y: The row of the middle.
    ///   - orientation: In degrees.
    ///   - wavelength: In pixels.
    ///   - phase: In degrees.
    ///   - sigmaAlong: The standard deviation of the envelope along the stripes, in pixels.
    ///   - sigmaAcross: The standard deviation of the envelope across the stripes, in pixels.
    public init(
      rSquared: Double, x: Double, y: Double, orientation: Double, wavelength: Double,
      phase: Double, sigmaAlong: Double, sigmaAcross: Double
    ) {
      self.rSquared = rSquared
      self.x = x
      self.y = y
      self.orientation = orientation
      self.wavelength = wavelength
      self.phase = phase
      self.sigmaAlong = sigmaAlong
      self.sigmaAcross = sigmaAcross
    }
  }

  /// Where a patch lies.
  public struct Place: Codable, Sendable {
    /// The number of the image on the page, from 0; nil for one that is not there.
    public var image: Int?

    /// The left column, the top row, columns and rows.
    public var rectangle: [Int]

    /// The response there.
    public var response: Double

    /// Creates a place.
    ///
    /// - Parameters:
    ///   - image: The number of the image on the page, from 0; nil for one that is not there.
    ///   - rectangle: The left column, the top row, columns and rows.
    ///   - response: The response there.
    public init(image: Int?, rectangle: [Int], response: Double) {
      self.image = image
      self.rectangle = rectangle
      self.response = response
    }
  }

  /// The nearest handcrafted filter.
  public struct Match: Codable, Sendable {
    /// What it is called.
    public var name: String

    /// The normalised cross-correlation without its sign, 0 to 1.
    public var score: Double

    /// Creates a match.
    ///
    /// - Parameters:
    ///   - name: What it is called.
    ///   - score: The normalised cross-correlation.
    public init(name: String, score: Double) {
      self.name = name
      self.score = score
    }
  }

  /// Addresses of the pictures of one filter; what is nil is left out.
  public struct Pictures: Codable, Sendable {
    /// The learned filter; without it the page draws the weights.
    public var learned: String?

    /// The best match.
    public var match: String?

    /// The Gabor fit.
    public var fit: String?

    /// What the fit leaves.
    public var residual: String?

    /// The patches of images with the strongest responses.
    public var patches: String?

    /// Creates a set without pictures.
    public init() {}
  }
}
