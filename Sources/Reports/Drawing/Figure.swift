/// A figure of the plane, known by the distance of every point from its edge.
///
/// Points are in pixels: x to the right and y down from the top left corner of a canvas, so that
/// the centre of its first pixel is (0.5, 0.5).
package enum Figure {
  /// A straight line with round ends.
  case line(from: SIMD2<Double>, to: SIMD2<Double>, thickness: Double)

  /// A filled circle.
  case disc(centre: SIMD2<Double>, radius: Double)

  /// A circle drawn as a line whose middle has the radius.
  case circle(centre: SIMD2<Double>, radius: Double, thickness: Double)

  /// A filled polygon, convex or not; three corners or more, the last joined to the first.
  case polygon([SIMD2<Double>])

  /// The distance of a point from the edge: negative inside, zero on it, positive outside.
  package func distance(to point: SIMD2<Double>) -> Double {
    switch self {
    case .line(let start, let end, let thickness):
      Self.distance(from: point, toLineFrom: start, to: end) - thickness / 2
    case .disc(let centre, let radius):
      (point - centre).length - radius
    case .circle(let centre, let radius, let thickness):
      abs((point - centre).length - radius) - thickness / 2
    case .polygon(let corners):
      Self.distance(from: point, toPolygon: corners)
    }
  }

  /// The smallest and the largest coordinates of the figure.
  package var bounds: (low: SIMD2<Double>, high: SIMD2<Double>) {
    switch self {
    case .line(let start, let end, let thickness):
      let reach = SIMD2(repeating: thickness / 2)
      return (pointwiseMin(start, end) - reach, pointwiseMax(start, end) + reach)
    case .disc(let centre, let radius):
      let reach = SIMD2(repeating: radius)
      return (centre - reach, centre + reach)
    case .circle(let centre, let radius, let thickness):
      let reach = SIMD2(repeating: radius + thickness / 2)
      return (centre - reach, centre + reach)
    case .polygon(let corners):
      let first = corners.first ?? SIMD2()
      return (corners.reduce(first, pointwiseMin), corners.reduce(first, pointwiseMax))
    }
  }

  private static func distance(
    from point: SIMD2<Double>, toLineFrom start: SIMD2<Double>, to end: SIMD2<Double>
  ) -> Double {
    let along = end - start
    let square = (along * along).sum()
    guard square > 0 else { return (point - start).length }
    let share = min(max(((point - start) * along).sum() / square, 0), 1)
    return (point - start - along * share).length
  }

  /// The distance to the nearest side; a point is inside where a ray to the right crosses an odd
  /// number of sides.
  private static func distance(
    from point: SIMD2<Double>, toPolygon corners: [SIMD2<Double>]
  ) -> Double {
    var nearest = Double.infinity
    var isInside = false
    for (index, end) in corners.enumerated() {
      let start = corners[index == 0 ? corners.count - 1 : index - 1]
      nearest = min(nearest, distance(from: point, toLineFrom: start, to: end))
      if (start.y > point.y) != (end.y > point.y) {
        let crossing = start.x + (end.x - start.x) * (point.y - start.y) / (end.y - start.y)
        if point.x < crossing { isInside.toggle() }
      }
    }
    return isInside ? -nearest : nearest
  }
}

extension SIMD2<Double> {
  /// The Euclidean length.
  fileprivate var length: Double { (self * self).sum().squareRoot() }
}
