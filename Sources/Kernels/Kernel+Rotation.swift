extension Kernel {
  /// The kernel and the turned ones that a flag of ImageMagick adds.
  ///
  /// - Parameter rotation: The flag.
  /// - Returns: The kernels, this one first; nil where a kernel of this size cannot be turned so.
  func turned(_ rotation: ImageMagickGeometry.Rotation) -> [Kernel]? {
    switch rotation {
    case .eighths:
      guard width == 3, height == 3 else { return nil }
      return cycle { $0.turnedByAnEighth }
    case .quarters:
      guard width == height || width == 1 || height == 1 else { return nil }
      return cycle { $0.turnedByAQuarter }
    case .mirrored:
      guard width == height || width == 1 || height == 1 else { return nil }
      return [self, flipped, flipped.turnedByAQuarter, turnedByAQuarter]
    }
  }

  /// The kernel and what a turn makes of it, until it is itself again.
  private func cycle(_ turn: (Kernel) -> Kernel) -> [Kernel] {
    var kernels = [self]
    var next = turn(self)
    while next != self {
      kernels.append(next)
      next = turn(next)
    }
    return kernels
  }

  /// One matrix turned clockwise by 90 degrees, with its anchor.
  private var turnedByAQuarter: Kernel {
    var turned: [Float] = []
    turned.reserveCapacity(weights.count)
    for column in 0..<width {
      for row in stride(from: height - 1, through: 0, by: -1) {
        turned.append(weights[row * width + column])
      }
    }
    return Kernel(
      height: width, width: height, weights: turned, scale: scale, offset: offset,
      anchor: Anchor(x: height - 1 - anchor.y, y: anchor.x))
  }

  /// A 3x3 matrix with its rim moved on clockwise by one place, and its anchor with it.
  private var turnedByAnEighth: Kernel {
    let rim = [0, 1, 2, 5, 8, 7, 6, 3]
    var turned = weights
    for (place, index) in rim.enumerated() { turned[rim[(place + 1) % 8]] = weights[index] }
    var position = anchor.y * 3 + anchor.x
    if let place = rim.firstIndex(of: position) { position = rim[(place + 1) % 8] }
    return Kernel(
      height: 3, width: 3, weights: turned, scale: scale, offset: offset,
      anchor: Anchor(x: position % 3, y: position / 3))
  }
}
