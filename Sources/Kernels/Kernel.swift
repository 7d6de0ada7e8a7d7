/// A matrix of weights, with the scale, offset and anchor that its file states.
///
/// With one channel it is applied to every channel of an image alone. With as many channels as
/// the image it is one multichannel kernel: the products of all channels are summed to one map.
/// Applied as a cross-correlation: `out(x, y) = scale * Σ w(i, j) * in(x + i - anchor.x, …) + offset`.
public struct Kernel: Equatable, Sendable {
  /// Matrices: 1, or the number of channels of the images that it is for.
  public let channels: Int

  /// Rows of a matrix, 1 or more.
  public let height: Int

  /// Columns of a matrix, 1 or more.
  public let width: Int

  /// The weights in row-major C×H×W order, all finite.
  public let weights: [Float]

  /// What the weighted sum is multiplied with.
  public let scale: Fraction

  /// What is added after scaling, in units of an 8-bit sample; 16-bit images multiply it by 257.
  public let offset: Fraction

  /// The weight that lies over the output's own position.
  public let anchor: Anchor

  /// Creates a kernel.
  ///
  /// - Parameters:
  ///   - channels: Matrices, 1 or more.
  ///   - height: Rows of a matrix, 1 or more.
  ///   - width: Columns of a matrix, 1 or more.
  ///   - weights: `channels * height * width` finite numbers in row-major order.
  ///   - scale: What the weighted sum is multiplied with.
  ///   - offset: What is added after scaling, in units of an 8-bit sample.
  ///   - anchor: A position inside the matrix; without one the centre, rounded right and down.
  public init(
    channels: Int = 1, height: Int, width: Int, weights: [Float], scale: Fraction = .one,
    offset: Fraction = .zero, anchor: Anchor? = nil
  ) {
    precondition(channels > 0 && height > 0 && width > 0, "a kernel has at least one weight")
    precondition(weights.count == channels * height * width, "weights must fill the kernel")
    precondition(weights.allSatisfy(\.isFinite), "weights are finite")
    let place = anchor ?? Anchor(x: width / 2, y: height / 2)
    precondition(
      place.x >= 0 && place.x < width && place.y >= 0 && place.y < height,
      "the anchor lies inside the kernel")
    self.channels = channels
    self.height = height
    self.width = width
    self.weights = weights
    self.scale = scale
    self.offset = offset
    self.anchor = place
  }

  /// The anchor that a kernel has where none is given: half the width and half the height, rounded
  /// right and down.
  public var centre: Anchor { Anchor(x: width / 2, y: height / 2) }

  /// The sum of all weights, before scaling.
  public var sum: Double { weights.reduce(0) { $0 + Double($1) } }

  /// What a constant image is multiplied with: the sum of the weights times the scale.
  public var gain: Double { sum * scale.doubleValue }

  /// Whether the weights sum to zero, as far as their rounding to `Float` lets that be known.
  ///
  /// Whole numbers are summed exactly. Others may each be off by half a unit in the last place.
  public var isZeroSum: Bool {
    let uncertainty = isInteger ? 0 : weights.reduce(0) { $0 + Double(abs($1)) } * 0x1p-24
    return abs(sum) <= uncertainty
  }

  /// Whether every weight is a whole number that `Float` holds exactly.
  public var isInteger: Bool {
    weights.allSatisfy { $0 == $0.rounded(.towardZero) && abs($0) <= 16_777_216 }
  }

  /// The same kernel with another scale.
  ///
  /// - Parameter scale: What the weighted sum is multiplied with.
  /// - Returns: The kernel.
  func scaled(by scale: Fraction) -> Kernel {
    Kernel(
      channels: channels, height: height, width: width, weights: weights, scale: scale,
      offset: offset, anchor: anchor)
  }

  /// The same kernel with another anchor.
  ///
  /// - Parameter anchor: A position inside the matrix.
  /// - Returns: The kernel.
  public func anchored(at anchor: Anchor) -> Kernel {
    Kernel(
      channels: channels, height: height, width: width, weights: weights, scale: scale,
      offset: offset, anchor: anchor)
  }

  /// The kernel with its rows from the last to the first, and its anchor.
  public var upsideDown: Kernel {
    let rows = (0..<channels * height).map { row in
      let (channel, row) = row.quotientAndRemainder(dividingBy: height)
      let start = (channel * height + height - 1 - row) * width
      return weights[start..<start + width]
    }
    return Kernel(
      channels: channels, height: height, width: width, weights: rows.flatMap(\.self),
      scale: scale, offset: offset, anchor: Anchor(x: anchor.x, y: height - 1 - anchor.y))
  }

  /// The kernel turned by 180 degrees with its anchor, which makes correlation convolution.
  public var flipped: Kernel {
    let area = height * width
    var turned: [Float] = []
    turned.reserveCapacity(weights.count)
    for channel in 0..<channels {
      turned += weights[channel * area..<(channel + 1) * area].reversed()
    }
    return Kernel(
      channels: channels, height: height, width: width, weights: turned, scale: scale,
      offset: offset, anchor: Anchor(x: width - 1 - anchor.x, y: height - 1 - anchor.y))
  }
}

/// A column and a row of a kernel.
public struct Anchor: Hashable, Sendable {
  /// The column, from 0.
  public let x: Int

  /// The row, from 0.
  public let y: Int

  /// Creates a position.
  ///
  /// - Parameters:
  ///   - x: The column, from 0.
  ///   - y: The row, from 0.
  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}
