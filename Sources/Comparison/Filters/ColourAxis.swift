/// One of three directions at right angles in the space of red, green and blue.
///
/// The three are orthonormal, so the energies along them add up to the energy of a filter.
public enum ColourAxis: String, CaseIterable, Sendable {
  /// Luminance: `(r + g + b) / √3`.
  case luminance

  /// Red against green: `(r - g) / √2`.
  case redGreen

  /// Blue against yellow: `(2b - r - g) / √6`.
  case blueYellow

  /// The direction, of length 1, as red, green and blue.
  public var direction: SIMD3<Double> {
    switch self {
    case .luminance: SIMD3(1, 1, 1) / 3.0.squareRoot()
    case .redGreen: SIMD3(1, -1, 0) / 2.0.squareRoot()
    case .blueYellow: SIMD3(-1, -1, 2) / 6.0.squareRoot()
    }
  }
}

extension Filter {
  /// What the filter does along a direction of colour.
  ///
  /// - Parameter axis: The direction. A filter on one channel is the same on red, green and blue,
  ///   so it has `√3` times its weights along luminance, and nothing along the others.
  /// - Returns: `area` weights in row-major order.
  public func plane(along axis: ColourAxis) -> [Double] {
    guard channels == 3 else {
      let factor = axis == .luminance ? 3.0.squareRoot() : 0
      return weights.map { factor * Double($0) }
    }
    let direction = axis.direction
    return (0..<area).map { index in
      direction.x * Double(weights[index]) + direction.y * Double(weights[area + index])
        + direction.z * Double(weights[2 * area + index])
    }
  }
}
