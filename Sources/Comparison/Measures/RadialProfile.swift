/// How far a filter is the same in all directions around a point.
///
/// Taken on the plane of the colour with the most energy: the mean weight of each ring, one pixel
/// wide, around the best of the centres that lie half a pixel apart in the middle half.
public struct RadialProfile: Equatable, Sendable {
  /// The best centre, in pixels to the right of the filter's centre.
  public let centreX: Double

  /// The best centre, in pixels below the filter's centre.
  public let centreY: Double

  /// The share of the filter's energy, over all channels and with its means, that the rings explain.
  public let rSquared: Double

  /// Measures a filter; nil where a weight is not finite, or where no channel varies.
  ///
  /// - Parameter filter: The filter.
  /// - Complexity: O(weights²).
  public init?(_ filter: Filter) {
    guard filter.weights.allSatisfy(\.isFinite), filter.hasPattern else { return nil }
    let plane = filter.plane(along: filter.principalColour)
    var best = (x: 0.0, y: 0.0, explained: -1.0)
    let (right, bottom) = (filter.width / 2, filter.height / 2)
    for halfY in -bottom...bottom {
      for halfX in -right...right {
        let (x, y) = (Double(halfX) / 2, Double(halfY) / 2)
        let explained = filter.ringEnergy(of: plane, x: x, y: y)
        if explained > best.explained { best = (x, y, explained) }
      }
    }
    centreX = best.x
    centreY = best.y
    rSquared = min(1, best.explained / filter.energy)
  }
}

extension Filter {
  /// The energy of the means of rings around a point.
  fileprivate func ringEnergy(of plane: [Double], x: Double, y: Double) -> Double {
    var sums = [Double](repeating: 0, count: width + height)
    var counts = sums
    for row in 0..<height {
      for column in 0..<width {
        let right = Double(column) - Double(width - 1) / 2 - x
        let down = Double(row) - Double(height - 1) / 2 - y
        let ring = Int((right * right + down * down).squareRoot().rounded())
        sums[ring] += plane[row * width + column]
        counts[ring] += 1
      }
    }
    return zip(sums, counts).reduce(0) { $1.1 > 0 ? $0 + $1.0 * $1.0 / $1.1 : $0 }
  }
}
