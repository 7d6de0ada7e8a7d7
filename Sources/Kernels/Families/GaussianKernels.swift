/// A Gaussian low-pass whose weights sum to 1.
public struct GaussianKernel: GeneratedKernel, Equatable {
  /// Rows and columns.
  public let size: Int

  /// The standard deviation in pixels.
  public let sigma: Double

  /// Creates a Gaussian.
  ///
  /// - Parameters:
  ///   - size: Rows and columns, 1 to 1024.
  ///   - sigma: The standard deviation in pixels, 0.25 to 10000.
  /// - Throws: `KernelError.parameter`.
  public init(size: Int, sigma: Double) throws(KernelError) {
    try KernelParameter.check(size: size, atLeast: 1)
    try KernelParameter.sigma.check(sigma)
    self.size = size
    self.sigma = sigma
  }

  /// What it is.
  public var title: String { "Gaussian low-pass" }

  /// What it is made from.
  public var parameters: [(parameter: KernelParameter, value: Double)] {
    [(.size, Double(size)), (.sigma, sigma)]
  }

  /// Computes the kernel: the sampled function divided by its sum.
  public var kernel: Kernel {
    Kernel(size: size, values: KernelGrid(size: size).gaussian(sigma: sigma))
  }
}

/// The mean of a square of pixels: whole weights of 1, divided by their number.
public struct BoxKernel: GeneratedKernel, Equatable {
  /// Rows and columns.
  public let size: Int

  /// Creates a box.
  ///
  /// - Parameter size: Rows and columns, 1 to 1024.
  /// - Throws: `KernelError.parameter`.
  public init(size: Int) throws(KernelError) {
    try KernelParameter.check(size: size, atLeast: 1)
    self.size = size
  }

  /// What it is.
  public var title: String { "Box low-pass, the mean of all pixels under it" }

  /// What it is made from.
  public var parameters: [(parameter: KernelParameter, value: Double)] { [(.size, Double(size))] }

  /// Computes the kernel.
  public var kernel: Kernel {
    Kernel(
      height: size, width: size, weights: [Float](repeating: 1, count: size * size),
      scale: Fraction(1, over: size * size) ?? .one)
  }
}

/// A narrow Gaussian less a wide one: a bright centre in a dark surround.
///
/// The weights sum to zero. With a ratio of 1.6 it is nearly the negative Laplacian of a Gaussian:
/// D. Marr and E. Hildreth, 'Theory of edge detection', Proceedings of the Royal Society B, 1980.
public struct DifferenceOfGaussiansKernel: GeneratedKernel, Equatable {
  /// Rows and columns.
  public let size: Int

  /// The standard deviation of the centre in pixels.
  public let sigma: Double

  /// The standard deviation of the surround divided by that of the centre.
  public let ratio: Double

  /// Creates a difference.
  ///
  /// - Parameters:
  ///   - size: Rows and columns, 3 to 1024.
  ///   - sigma: The standard deviation of the centre in pixels, 0.25 to 10000.
  ///   - ratio: The standard deviation of the surround divided by that of the centre, 1.1 to 10.
  /// - Throws: `KernelError.parameter`.
  public init(size: Int, sigma: Double, ratio: Double = 1.6) throws(KernelError) {
    try KernelParameter.check(size: size, atLeast: 3)
    try KernelParameter.sigma.check(sigma)
    try KernelParameter.ratio.check(ratio)
    self.size = size
    self.sigma = sigma
    self.ratio = ratio
  }

  /// What it is.
  public var title: String { "Difference of Gaussians, the centre less the surround" }

  /// What it is made from.
  public var parameters: [(parameter: KernelParameter, value: Double)] {
    [(.size, Double(size)), (.sigma, sigma), (.ratio, ratio)]
  }

  /// Computes the kernel; each of the two Gaussians sums to 1.
  public var kernel: Kernel {
    let grid = KernelGrid(size: size)
    let surround = grid.gaussian(sigma: sigma * ratio)
    return Kernel(size: size, values: zip(grid.gaussian(sigma: sigma), surround).map { $0 - $1 })
  }
}

/// The Laplacian of a Gaussian: the second derivative, in every direction, of the smoothed image.
///
/// `(r²/σ⁴ - c) · G`, where the sampled G sums to 1 and c, near 2/σ², is chosen so that the weights
/// sum to zero. The sign is that of the Laplacian: negative on bright points. D. Marr and
/// E. Hildreth, 'Theory of edge detection', Proceedings of the Royal Society B, 1980.
public struct LaplacianOfGaussianKernel: GeneratedKernel, Equatable {
  /// Rows and columns.
  public let size: Int

  /// The standard deviation in pixels.
  public let sigma: Double

  /// Creates a Laplacian.
  ///
  /// - Parameters:
  ///   - size: Rows and columns, 3 to 1024.
  ///   - sigma: The standard deviation in pixels, 0.25 to 10000.
  /// - Throws: `KernelError.parameter`.
  public init(size: Int, sigma: Double) throws(KernelError) {
    try KernelParameter.check(size: size, atLeast: 3)
    try KernelParameter.sigma.check(sigma)
    self.size = size
    self.sigma = sigma
  }

  /// What it is.
  public var title: String { "Laplacian of a Gaussian" }

  /// What it is made from.
  public var parameters: [(parameter: KernelParameter, value: Double)] {
    [(.size, Double(size)), (.sigma, sigma)]
  }

  /// Computes the kernel.
  public var kernel: Kernel {
    let grid = KernelGrid(size: size)
    let fourthPower = sigma * sigma * sigma * sigma
    let square = grid.map { u, v in (u * u + v * v) / fourthPower }
    return Kernel(size: size, values: square.withoutMean(under: grid.gaussian(sigma: sigma)))
  }
}
