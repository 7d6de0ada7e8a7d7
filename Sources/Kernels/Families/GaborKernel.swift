import func Glibc.exp

/// A Gabor function: a wave under a Gaussian bell, the model of a simple cell in the visual cortex.
///
/// `exp(-(u²/(2σu²) + v²/(2σv²))) · cos(2π u/λ + φ)`, with `u = x cos θ + y sin θ`,
/// `v = -x sin θ + y cos θ`, x to the right, y down, the origin at the centre of the kernel; `σu` is
/// `sigma` and `σv` is `sigma / aspect`. The form is that of J. Daugman, 'Uncertainty relation for
/// resolution in space, spatial frequency, and orientation', Journal of the Optical Society of
/// America A, 1985, as J. Jones and L. Palmer fitted it to cells, Journal of Neurophysiology, 1987.
public struct GaborKernel: GeneratedKernel, Equatable {
  /// Rows and columns.
  public let size: Int

  /// θ in degrees: the direction that the wave runs in, at right angles to its stripes.
  public let orientation: Double

  /// λ in pixels.
  public let wavelength: Double

  /// φ in degrees: at 0 a bright bar lies in the centre, at 90 an edge, bright at negative u.
  public let phase: Double

  /// The standard deviation of the bell along the wave, in pixels.
  public let sigma: Double

  /// The standard deviation along the wave divided by the one along the stripes.
  public let aspect: Double

  /// Whether a constant is taken off the wave so that the weights sum to zero.
  public let isZeroSum: Bool

  /// Creates a Gabor function.
  ///
  /// - Parameters:
  ///   - size: Rows and columns, 2 to 1024.
  ///   - orientation: The direction of the wave in degrees, -360 to 360.
  ///   - wavelength: The length of the wave in pixels, 1 to 10000.
  ///   - phase: The phase at the centre in degrees, -360 to 360.
  ///   - sigma: The standard deviation along the wave in pixels, 0.25 to 10000; without one that of
  ///     a bandwidth of one octave.
  ///   - aspect: The standard deviation along the wave divided by the one along the stripes, 0.1
  ///     to 4: below 1 the bell is longer along the stripes.
  ///   - isZeroSum: Whether a constant is taken off the wave so that the weights sum to zero.
  /// - Throws: `KernelError.parameter`.
  public init(
    size: Int, orientation: Double = 0, wavelength: Double, phase: Double = 0,
    sigma: Double? = nil, aspect: Double = 0.5, isZeroSum: Bool = false
  ) throws(KernelError) {
    let sigma = sigma ?? Self.sigma(forWavelength: wavelength)
    try KernelParameter.check(size: size, atLeast: 2)
    try KernelParameter.orientation.check(orientation)
    try KernelParameter.wavelength.check(wavelength)
    try KernelParameter.phase.check(phase)
    try KernelParameter.sigma.check(sigma)
    try KernelParameter.aspect.check(aspect)
    self.size = size
    self.orientation = orientation
    self.wavelength = wavelength
    self.phase = phase
    self.sigma = sigma
    self.aspect = aspect
    self.isZeroSum = isZeroSum
  }

  /// The standard deviation that gives a Gabor function a bandwidth of one octave: 0.56 λ.
  ///
  /// It is `sqrt(ln 2 / 2) / π · (2^b + 1) / (2^b - 1)` wavelengths with b of 1: N. Petkov and
  /// P. Kruizinga, 'Computational models of visual neurons specialised in the detection of periodic
  /// and aperiodic oriented visual stimuli', Biological Cybernetics, 1997.
  ///
  /// - Parameter wavelength: λ in pixels.
  /// - Returns: A standard deviation in pixels.
  public static func sigma(forWavelength wavelength: Double) -> Double { wavelength * 56 / 100 }

  /// What it is.
  public var title: String { isZeroSum ? "Gabor function that sums to zero" : "Gabor function" }

  /// What it is made from.
  public var parameters: [(parameter: KernelParameter, value: Double)] {
    [
      (.size, Double(size)), (.orientation, orientation), (.wavelength, wavelength),
      (.phase, phase), (.sigma, sigma), (.aspect, aspect),
    ]
  }

  /// Computes the kernel; the peak of the bell is 1.
  public var kernel: Kernel {
    let grid = KernelGrid(size: size, orientation: orientation)
    let acrossSigma = sigma / aspect
    let bell = grid.map { u, v in
      exp(-(u * u / (2 * sigma * sigma) + v * v / (2 * acrossSigma * acrossSigma)))
    }
    let shift = UnitVector(degrees: phase)
    // The angle is split so that an odd phase gives an exactly odd kernel.
    let wave = grid.map { u, _ in
      let angle = UnitVector(degrees: 360 * u / wavelength)
      return angle.x * shift.x - angle.y * shift.y
    }
    guard isZeroSum else { return Kernel(size: size, values: zip(wave, bell).map { $0 * $1 }) }
    let values = wave.withoutMean(under: bell)
    // A wave that is constant at every weight leaves only what rounding does.
    let isVisible = values.contains { abs($0) > 1e-12 }
    return Kernel(size: size, values: isVisible ? values : values.map { _ in 0 })
  }
}
