import Reports

/// What a comparison found out about one learned filter: an element of `compare.json`, a row of
/// `filters.csv`.
///
/// Units stand in the names of properties: pixels, degrees, cycles a pixel, octaves, bits. Shares,
/// scores and R² are numbers from 0 to 1 (a score is from -1 where it has a sign). What was not
/// measured is nil, and left out of the JSON.
public struct ComparedFilter: Encodable, Equatable, Sendable {
  /// Shares of the energy, the sum of squared weights, in the three directions of colour.
  public struct EnergyShare: Encodable, Equatable, Sendable {
    /// Along luminance.
    @Measured public var luminance: Double?

    /// Along red against green.
    @Measured public var redGreen: Double?

    /// Along blue against yellow.
    @Measured public var blueYellow: Double?

    /// Nothing measured.
    public init() {}
  }

  /// The peak of the filter's spectrum.
  public struct Spectrum: Encodable, Equatable, Sendable {
    /// The orientation of the peak.
    @Measured public var orientationDegrees: Double?

    /// The distance of the peak from zero frequency.
    @Measured public var frequencyCyclesPerPixel: Double?

    /// The full width at half of the peak, in orientation.
    @Measured public var orientationBandwidthDegrees: Double?

    /// The full width at half of the peak, in frequency.
    @Measured public var frequencyBandwidthOctaves: Double?

    /// The share of power at frequencies up to 0.15 cycles a pixel.
    @Measured public var lowShare: Double?

    /// The share of power at frequencies above 0.35 cycles a pixel.
    @Measured public var highShare: Double?

    /// The power across the peak over that of the peak: 0 for a grating, 1 for a checkerboard.
    @Measured public var crossPower: Double?

    /// Nothing measured.
    public init() {}
  }

  /// The Gabor function fitted to the filter.
  public struct GaborFit: Encodable, Equatable, Sendable {
    /// How much of the function is in each channel.
    public struct Colour: Encodable, Equatable, Sendable {
      /// In red.
      @Measured public var red: Double?

      /// In green.
      @Measured public var green: Double?

      /// In blue.
      @Measured public var blue: Double?

      /// Creates a colour.
      ///
      /// - Parameters:
      ///   - red: How much of the function is in red.
      ///   - green: How much of it is in green.
      ///   - blue: How much of it is in blue.
      public init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
      }
    }

    /// The column of the centre.
    @Measured public var xPixels: Double?

    /// The row of the centre.
    @Measured public var yPixels: Double?

    /// The standard deviation of the envelope along the stripes.
    @Measured public var sigmaAlongPixels: Double?

    /// The standard deviation of the envelope across the stripes.
    @Measured public var sigmaAcrossPixels: Double?

    /// The orientation.
    @Measured public var orientationDegrees: Double?

    /// The wavelength.
    @Measured public var wavelengthPixels: Double?

    /// The phase at the centre.
    @Measured public var phaseDegrees: Double?

    /// The amplitude, in units of the weights.
    @Measured public var amplitude: Double?

    /// The direction of colour, of length 1.
    public var colour: Colour?

    /// The share of the filter's variance that the fit explains.
    @Measured public var rSquared: Double?

    /// The same less what as many parameters explain of noise.
    @Measured public var adjustedRSquared: Double?

    /// Nothing measured.
    public init() {}
  }

  /// The filter of the handcrafted bank that is most like this one, and how it was placed.
  public struct Match: Encodable, Equatable, Sendable {
    /// Its name in the bank.
    public let name: String

    /// The family it belongs to.
    public let family: String

    /// The normalised cross-correlation.
    @Measured public var score: Double?

    /// How far it was moved to the right.
    @Measured public var shiftXPixels: Double?

    /// How far it was moved down.
    @Measured public var shiftYPixels: Double?

    /// How far it was turned.
    @Measured public var rotationDegrees: Double?

    /// Whether it was mirrored, before it was turned.
    public var isMirrored = false

    /// Whether its sign was changed.
    public var isNegated = false

    /// Names a match.
    ///
    /// - Parameters:
    ///   - name: Its name in the bank.
    ///   - family: The family it belongs to.
    public init(name: String, family: String) {
      self.name = name
      self.family = family
    }
  }

  /// A place in an image where the response is strong.
  public struct Patch: Encodable, Equatable, Sendable {
    /// The image.
    public let image: String

    /// The left column of the patch.
    public let xPixels: Int

    /// The top row of the patch.
    public let yPixels: Int

    /// Columns of the patch.
    public let widthPixels: Int

    /// Rows of the patch.
    public let heightPixels: Int

    /// The response there.
    @Measured public var response: Double?

    /// Creates a patch.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - x: The left column of the patch.
    ///   - y: The top row of the patch.
    ///   - width: Columns of the patch.
    ///   - height: Rows of the patch.
    ///   - response: The response there.
    public init(image: String, x: Int, y: Int, width: Int, height: Int, response: Double) {
      self.image = image
      xPixels = x
      yPixels = y
      widthPixels = width
      heightPixels = height
      self.response = response
    }
  }

  /// The number of the filter in its layer, from 0.
  public let number: Int

  /// The class.
  public let `class`: String

  /// The square root of the sum of squared weights.
  @Measured public var norm: Double?

  /// The smallest weight.
  @Measured public var minimum: Double?

  /// The largest weight.
  @Measured public var maximum: Double?

  /// The mean of the weights.
  @Measured public var mean: Double?

  /// The share of the energy that is constant over the filter.
  @Measured public var dcShare: Double?

  /// Shares of the energy in the directions of colour.
  public var energyShare: EnergyShare?

  /// How far the weights have one sign: 1 for an average, 0 for a derivative.
  @Measured public var balance: Double?

  /// The share of the energy in rings about the best centre.
  @Measured public var ringRSquared: Double?

  /// The entropy of the weights.
  @Measured public var entropyBits: Double?

  /// The sparsity of the weights.
  @Measured public var sparsity: Double?

  /// The peak of the spectrum.
  public var spectrum: Spectrum?

  /// The fitted Gabor function.
  public var gabor: GaborFit?

  /// The best match in the handcrafted bank.
  public var match: Match?

  /// Numbers of filters that are nearly the same.
  public var duplicates: [Int] = []

  /// The share of the variance of the responses that the handcrafted responses explain.
  @Measured public var explainedVariance: Double?

  /// The strongest patches, strongest first; nil without images.
  public var patches: [Patch]?

  /// Starts with a number and a class, and nothing measured.
  ///
  /// - Parameters:
  ///   - number: The number of the filter in its layer, from 0.
  ///   - class: The class.
  public init(number: Int, class: String) {
    self.number = number
    self.class = `class`
  }
}
