import func Glibc.atan2
import func Glibc.cos
import func Glibc.exp
import func Glibc.sin

/// The Gabor function that is nearest to a filter: a grating of one colour direction under an
/// elliptical Gaussian envelope.
///
/// With x to the right, y downwards, the origin at the filter's centre and the orientation θ,
/// `u = x cosθ + y sinθ` runs along the grating's variation and `v = -x sinθ + y cosθ` along its
/// stripes. About the centre of the envelope the weights of channel c are
///
///     amplitude · colour[c] · exp(-u²/2σu² - v²/2σv²) · cos(2πu / wavelength + phase)
///
/// One function has several sets of parameters. Chosen are θ from 0 to below 180, an amplitude
/// above zero, and of the two signs of the colour that with `6r + 4g + b` above zero (white over
/// black, red over green, yellow over blue); a turn by 180 degrees changes the sign of the phase,
/// and the other sign of the colour would add 180 degrees to it.
///
/// The form is that of Jones and Palmer, "An evaluation of the two-dimensional Gabor filter model
/// of simple receptive fields in cat striate cortex", J. Neurophysiology 58 (1987).
public struct GaborFit: Equatable, Sendable {
  /// Centre of the envelope, in pixels to the right of the filter's centre.
  public let centreX: Double

  /// Centre of the envelope, in pixels below the filter's centre.
  public let centreY: Double

  /// Standard deviation of the envelope along the variation, in pixels.
  public let sigmaU: Double

  /// Standard deviation of the envelope along the stripes, in pixels.
  public let sigmaV: Double

  /// The direction of variation θ, in degrees clockwise from right, from 0 to below 180.
  public let orientation: Double

  /// Pixels from stripe to stripe.
  public let wavelength: Double

  /// Phase at the envelope's centre, in degrees above -180 and up to 180: 0 and 180 are bars, 90
  /// and -90 edges.
  public let phase: Double

  /// Height of the grating for a channel of colour 1; a filter on one channel counts as three
  /// channels that are the same, so that its grating is `amplitude / √3` high.
  public let amplitude: Double

  /// Direction of colour, of length 1, as red, green and blue.
  public let colour: SIMD3<Double>

  /// The share of the filter's energy, over all channels and with its means, that the function
  /// explains: 1 less the energy of the residual over that of the filter.
  public let rSquared: Double

  /// `rSquared` less what as many parameters explain of noise: comparable between sizes of filters,
  /// about 0 or less for noise where `rSquared` is well above.
  ///
  /// Counted are eight parameters, and two of the colour where there are three channels.
  public let adjustedRSquared: Double

  /// Fits a filter; nil where a weight is not finite, where no channel varies, and where a side is
  /// below 5 pixels, as so many parameters fit whatever so few weights hold.
  ///
  /// The colour is that of most energy; on its plane the best of a set of Gabor functions at every
  /// position are refined by Levenberg–Marquardt steps, with the amplitudes of cosine and sine
  /// solved anew at each; then the colour is solved from the function, and so in turn.
  /// The centre stays inside the filter, σ between 0.5 and the longer side, one σ within four times
  /// the other, the wavelength between 2 and twice the longer side.
  ///
  /// - Parameter filter: The filter.
  /// - Complexity: O(weights · side) for the start, O(weights) a step: some milliseconds for 11×11×3.
  public init?(_ filter: Filter) {
    guard filter.weights.allSatisfy(\.isFinite), filter.hasPattern,
      min(filter.height, filter.width) >= 5
    else { return nil }
    var colour = filter.principalColour
    var plane = GaborPlane(filter, colour: colour)
    var shape = plane.bestShape
    // Colour and shape in turn: each lowers the residual. One channel has no colour to solve.
    for _ in 0..<(filter.channels == 3 ? 4 : 0) {
      let next = filter.colour(ofShape: plane.values(of: shape))
      let change = next - colour
      colour = next
      plane = GaborPlane(filter, colour: colour)
      shape = plane.refined(shape)
      if (change * change).sum() < 1e-8 { break }
    }
    let rSquared = max(0, min(1, plane.explained(by: shape) / filter.energy))
    let parameters = filter.channels == 3 ? 10 : 8
    let freedom = filter.weights.count - parameters
    self.init(
      shape: shape, colour: colour, rSquared: rSquared,
      adjustedRSquared: 1 - (1 - rSquared) * Double(filter.weights.count) / Double(freedom))
  }

  /// A fit in its one set of parameters.
  private init(
    shape: GaborShape, colour: SIMD3<Double>, rSquared: Double, adjustedRSquared: Double
  ) {
    let degrees = shape.angle * 180 / .pi
    orientation = degrees.orientation
    let isTurned =
      abs((degrees - orientation) / 180).rounded().truncatingRemainder(dividingBy: 2) == 1
    self.colour = colour.withColourSign
    let isOpposite = self.colour != colour
    let phase = atan2(-shape.sine, shape.cosine) * 180 / .pi
    let oriented = isTurned ? -phase : phase
    let signed = isOpposite ? oriented + 180 : oriented
    let phaseInRange = signed > 180 ? signed - 360 : signed
    // As with orientations, what is nearly -180 is 180.
    self.phase = phaseInRange <= 1e-6 - 180 ? min(phaseInRange + 360, 180) : phaseInRange
    centreX = shape.x
    centreY = shape.y
    sigmaU = exp(shape.logSigmaU)
    sigmaV = exp(shape.logSigmaV)
    wavelength = exp(shape.logWavelength)
    amplitude = (shape.cosine * shape.cosine + shape.sine * shape.sine).squareRoot()
    self.rSquared = rSquared
    self.adjustedRSquared = adjustedRSquared
  }

  /// The function as a filter, for a picture beside the one it was fitted to.
  ///
  /// - Parameter filter: The filter whose name, channels and size the result has.
  /// - Returns: The weights of the function at the positions of the filter's weights.
  public func filter(like filter: Filter) -> Filter {
    let angle = orientation * .pi / 180
    let (cosine, sine) = (cos(angle), sin(angle))
    let height = amplitude * colour
    var weights = [Float](repeating: 0, count: filter.weights.count)
    for row in 0..<filter.height {
      for column in 0..<filter.width {
        let x = Double(column) - Double(filter.width - 1) / 2 - centreX
        let y = Double(row) - Double(filter.height - 1) / 2 - centreY
        let u = x * cosine + y * sine
        let v = y * cosine - x * sine
        let envelope = exp(
          -u * u / (2 * sigmaU * sigmaU) - v * v / (2 * sigmaV * sigmaV))
        let value = envelope * cos(2 * .pi * u / wavelength + phase * .pi / 180)
        for channel in 0..<filter.channels {
          let index = (channel * filter.height + row) * filter.width + column
          weights[index] = Float(height[channel] * value)
        }
      }
    }
    return Filter(
      name: filter.name, channels: filter.channels, height: filter.height, width: filter.width,
      weights: weights)
  }
}

extension Filter {
  /// The colour direction with which a pattern explains most of the filter.
  ///
  /// - Parameter shape: `area` numbers.
  /// - Returns: A vector of length 1; that of most energy where the pattern explains nothing.
  fileprivate func colour(ofShape shape: [Double]) -> SIMD3<Double> {
    var products = SIMD3<Double>()
    for channel in 0..<3 {
      for index in 0..<area {
        products[channel] += Double(weights[channel * area + index]) * shape[index]
      }
    }
    let length = (products * products).sum().squareRoot()
    return length > 0 ? products / length : principalColour
  }
}
