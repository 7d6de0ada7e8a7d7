/// Two colours, of which the first is excited and the second inhibited.
public enum OpponentColours: String, Hashable, Sendable, CaseIterable {
  /// Red against green.
  case redGreen = "red-green"

  /// Green against red.
  case greenRed = "green-red"

  /// Blue against yellow, the mean of red and green.
  case blueYellow = "blue-yellow"

  /// Yellow, the mean of red and green, against blue.
  case yellowBlue = "yellow-blue"

  /// The first colour's shares of red, green and blue.
  public var first: SIMD3<Double> {
    switch self {
    case .redGreen: SIMD3(1, 0, 0)
    case .greenRed: SIMD3(0, 1, 0)
    case .blueYellow: SIMD3(0, 0, 1)
    case .yellowBlue: SIMD3(0.5, 0.5, 0)
    }
  }

  /// The second colour's shares of red, green and blue.
  public var second: SIMD3<Double> {
    switch self {
    case .redGreen: OpponentColours.greenRed.first
    case .greenRed: OpponentColours.redGreen.first
    case .blueYellow: OpponentColours.yellowBlue.first
    case .yellowBlue: OpponentColours.blueYellow.first
    }
  }
}

/// A multichannel kernel that weighs one colour against another: a matrix each for red, green and
/// blue, summed to one map.
///
/// After the kinds of cells that are found between the retina and the cortex: M. Livingstone and
/// D. Hubel, 'Anatomy and physiology of a color system in the primate visual cortex', Journal of
/// Neuroscience, 1984.
public struct OpponentKernel: GeneratedKernel, Equatable {
  /// How the two colours lie.
  public enum Form: Hashable, Sendable {
    /// Both over the same Gaussian.
    case blob

    /// The first in a Gaussian, the second in one wider by the ratio.
    case singleOpponent(ratio: Double)

    /// Their difference in the centre, its opposite in the surround, wider by the ratio.
    case doubleOpponent(ratio: Double)

    /// Their difference times the first derivative of a Gaussian along an orientation in degrees:
    /// the first colour where that is positive.
    case edge(orientation: Double)
  }

  /// The two colours.
  public let colours: OpponentColours

  /// How they lie.
  public let form: Form

  /// Rows and columns.
  public let size: Int

  /// The standard deviation of the Gaussian or of the centre, in pixels.
  public let sigma: Double

  /// Creates a kernel of colours.
  ///
  /// - Parameters:
  ///   - colours: The two colours.
  ///   - form: How they lie; a ratio is 1.1 to 10, an orientation -360 to 360.
  ///   - size: Rows and columns, 3 to 1024; a blob may have 1.
  ///   - sigma: The standard deviation of the Gaussian or of the centre in pixels, 0.25 to 10000.
  /// - Throws: `KernelError.parameter`.
  public init(
    colours: OpponentColours, form: Form, size: Int, sigma: Double
  ) throws(KernelError) {
    try KernelParameter.check(size: size, atLeast: form == .blob ? 1 : 3)
    try KernelParameter.sigma.check(sigma)
    switch form {
    case .blob: break
    case .singleOpponent(let ratio), .doubleOpponent(let ratio):
      try KernelParameter.ratio.check(ratio)
    case .edge(let orientation):
      try KernelParameter.orientation.check(orientation)
    }
    self.colours = colours
    self.form = form
    self.size = size
    self.sigma = sigma
  }

  /// What it is.
  public var title: String {
    let kind =
      switch form {
      case .blob: "blob"
      case .singleOpponent: "single-opponent centre and surround"
      case .doubleOpponent: "double-opponent centre and surround"
      case .edge: "edge"
      }
    return "Opponent colours \(colours.rawValue), \(kind)"
  }

  /// What it is made from.
  public var parameters: [(parameter: KernelParameter, value: Double)] {
    let own: [(KernelParameter, Double)] =
      switch form {
      case .blob: []
      case .singleOpponent(let ratio), .doubleOpponent(let ratio): [(.ratio, ratio)]
      case .edge(let orientation): [(.orientation, orientation)]
      }
    return [(.size, Double(size)), (.sigma, sigma)] + own
  }

  /// Three matrices.
  public var channels: Int { 3 }

  /// Computes the kernel; its weights sum to zero over all three matrices.
  public var kernel: Kernel {
    let (excited, inhibited) = profiles
    let (first, second) = (colours.first, colours.second)
    let values = (0..<3).flatMap { channel in
      zip(excited, inhibited).map { $0 * first[channel] - $1 * second[channel] }
    }
    return Kernel(channels: 3, size: size, values: values)
  }

  /// The direction of an edge.
  private var orientation: Double? {
    guard case .edge(let orientation) = form else { return nil }
    return orientation
  }

  /// Where the first and the second colour count, and how much.
  private var profiles: (excited: [Double], inhibited: [Double]) {
    let grid = KernelGrid(size: size, orientation: orientation ?? 0)
    let centre = grid.gaussian(sigma: sigma)
    let profile: [Double]
    switch form {
    case .blob:
      profile = centre
    case .singleOpponent(let ratio):
      return (centre, grid.gaussian(sigma: sigma * ratio))
    case .doubleOpponent(let ratio):
      profile = zip(centre, grid.gaussian(sigma: sigma * ratio)).map { $0 - $1 }
    case .edge:
      let slope = grid.map { u, _ in u / (sigma * sigma) }
      profile = zip(slope, centre).map { $0 * $1 }
    }
    return (profile, profile)
  }
}
