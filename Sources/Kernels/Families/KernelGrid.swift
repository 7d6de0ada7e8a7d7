import func Glibc.exp

/// The positions of the weights of a square kernel, along an orientation and across it.
///
/// `u = x cos θ + y sin θ` and `v = -x sin θ + y cos θ`, with x to the right, y **down** the image,
/// and the origin at the centre of the kernel, which lies between weights where the size is even.
struct KernelGrid {
  /// Rows and columns.
  let size: Int

  /// The direction that `u` grows in.
  let direction: UnitVector

  /// Creates a grid.
  ///
  /// - Parameters:
  ///   - size: Rows and columns, 1 or more.
  ///   - orientation: θ in degrees.
  init(size: Int, orientation: Double = 0) {
    self.size = size
    direction = UnitVector(degrees: orientation)
  }

  /// Calls a function at every position.
  ///
  /// - Parameter value: A function of `u` and `v` in pixels.
  /// - Returns: `size * size` values in row-major order.
  func map(_ value: (_ u: Double, _ v: Double) -> Double) -> [Double] {
    let centre = Double(size - 1) / 2
    var values: [Double] = []
    values.reserveCapacity(size * size)
    for row in 0..<size {
      let y = Double(row) - centre
      for column in 0..<size {
        let x = Double(column) - centre
        values.append(
          value(x * direction.x + y * direction.y, y * direction.x - x * direction.y))
      }
    }
    return values
  }

  /// A sampled Gaussian whose values sum to 1.
  ///
  /// - Parameter sigma: The standard deviation in pixels.
  /// - Returns: `size * size` values in row-major order.
  func gaussian(sigma: Double) -> [Double] {
    let values = map { u, v in exp(-(u * u + v * v) / (2 * sigma * sigma)) }
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }
}

extension Kernel {
  /// Creates a square kernel of computed weights, each rounded once; a zero has no sign.
  ///
  /// - Parameters:
  ///   - channels: Matrices.
  ///   - size: Rows and columns.
  ///   - values: `channels * size * size` finite numbers in row-major order.
  init(channels: Int = 1, size: Int, values: [Double]) {
    self.init(channels: channels, height: size, width: size, weights: values.map { Float($0) + 0 })
  }

  /// The kernel whose weights' absolute values sum to 1; zeros stay zeros.
  ///
  /// Its results stay within the range of the image. The scale becomes part of the weights; its
  /// sign is kept.
  public var normalised: Kernel {
    let sum = weights.reduce(0) { $0 + Double(abs($1)) }
    guard sum > 0 else { return self }
    let factor = (scale.numerator < 0 ? -1 : 1) / sum
    return Kernel(
      channels: channels, height: height, width: width,
      weights: weights.map { Float(Double($0) * factor) }, offset: offset, anchor: anchor)
  }
}

extension Array<Double> {
  /// A function times an envelope, less the constant that makes the products sum to zero.
  ///
  /// The constant is taken from the function, not from the products, so that the ends of the
  /// envelope stay near zero.
  ///
  /// - Parameter envelope: As many positive values.
  /// - Returns: `(self - c) * envelope`.
  func withoutMean(under envelope: [Double]) -> [Double] {
    let products = zip(self, envelope).map { $0 * $1 }
    let constant = products.reduce(0, +) / envelope.reduce(0, +)
    // Odd functions have no mean; what remains of one is rounding, and would leave weights of 1e-18.
    let largest = reduce(0) { Swift.max($0, abs($1)) }
    guard abs(constant) > 1e-14 * largest else { return products }
    return zip(self, envelope).map { ($0 - constant) * $1 }
  }
}
