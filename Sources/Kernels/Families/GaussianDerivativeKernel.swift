/// A derivative of the smoothed image along an orientation.
///
/// Order 1 is `u/σ² · G`, positive where the image gets brighter along the orientation; order 2 is
/// `(u²/σ⁴ - c) · G`, where the sampled G sums to 1 and c, near 1/σ², is chosen so that the weights
/// sum to zero. Any orientation is a weighted sum of two (order 1) or three (order 2) others:
/// W. Freeman and E. Adelson, 'The design and use of steerable filters', IEEE Transactions on
/// Pattern Analysis and Machine Intelligence, 1991.
public struct GaussianDerivativeKernel: GeneratedKernel, Equatable {
  /// How often the smoothed image is derived.
  public enum Order: Int, Hashable, Sendable, CaseIterable {
    /// Once: an edge.
    case first = 1

    /// Twice: a bar, negative on bright ones.
    case second = 2
  }

  /// How often the smoothed image is derived.
  public let order: Order

  /// Rows and columns.
  public let size: Int

  /// The direction of the derivative in degrees.
  public let orientation: Double

  /// The standard deviation in pixels.
  public let sigma: Double

  /// Creates a derivative.
  ///
  /// - Parameters:
  ///   - order: How often the smoothed image is derived.
  ///   - size: Rows and columns, 3 to 1024.
  ///   - orientation: The direction of the derivative in degrees, -360 to 360.
  ///   - sigma: The standard deviation in pixels, 0.25 to 10000.
  /// - Throws: `KernelError.parameter`.
  public init(
    order: Order, size: Int, orientation: Double = 0, sigma: Double
  ) throws(KernelError) {
    try KernelParameter.check(size: size, atLeast: 3)
    try KernelParameter.orientation.check(orientation)
    try KernelParameter.sigma.check(sigma)
    self.order = order
    self.size = size
    self.orientation = orientation
    self.sigma = sigma
  }

  /// What it is.
  public var title: String {
    order == .first ? "First derivative of a Gaussian" : "Second derivative of a Gaussian"
  }

  /// What it is made from.
  public var parameters: [(parameter: KernelParameter, value: Double)] {
    [(.size, Double(size)), (.orientation, orientation), (.sigma, sigma)]
  }

  /// Computes the kernel.
  public var kernel: Kernel {
    let grid = KernelGrid(size: size, orientation: orientation)
    let gaussian = grid.gaussian(sigma: sigma)
    let square = sigma * sigma
    switch order {
    case .first:
      let slope = grid.map { u, _ in u / square }
      return Kernel(size: size, values: zip(slope, gaussian).map { $0 * $1 })
    case .second:
      let curve = grid.map { u, _ in u * u / (square * square) }
      return Kernel(size: size, values: curve.withoutMean(under: gaussian))
    }
  }
}
