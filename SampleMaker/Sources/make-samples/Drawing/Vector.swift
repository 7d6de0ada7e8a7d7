/// A place in a picture, in pixels from the top left corner; pixel centres end in .5.
typealias Point = SIMD2<Double>

/// A place or a direction in space: x to the right, y up, z towards the viewer.
typealias Vector = SIMD3<Double>

/// Red, green and blue, 0…1.
typealias Colour = SIMD3<Double>

extension SIMD2<Double> {
  /// The distance from the origin.
  var length: Double { (x * x + y * y).squareRoot() }

  /// The point turned about the origin.
  ///
  /// - Parameter turns: The angle from the x axis towards the y axis, in turns.
  /// - Returns: The turned point.
  func turned(by turns: Double) -> Point {
    let (s, c) = (sine(turns: turns), cosine(turns: turns))
    return Point(c * x - s * y, s * x + c * y)
  }
}

extension SIMD3<Double> {
  /// The length of the vector.
  var length: Double { dot(self, self).squareRoot() }

  /// The vector of length 1 in the same direction; it must not be zero.
  var normalised: Vector { self / length }
}

/// The scalar product of two vectors, summed from x to z.
///
/// - Parameters:
///   - a: One vector.
///   - b: The other.
/// - Returns: The sum of the products of their coordinates.
@inline(__always)
func dot(_ a: Vector, _ b: Vector) -> Double { a.x * b.x + a.y * b.y + a.z * b.z }

/// The vector product: perpendicular to both factors, right-handed.
///
/// - Parameters:
///   - a: The first factor.
///   - b: The second factor.
/// - Returns: The vector product.
func cross(_ a: Vector, _ b: Vector) -> Vector {
  Vector(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

/// The value a fraction of the way from one number to another.
///
/// - Parameters:
///   - from: The value at fraction 0.
///   - to: The value at fraction 1.
///   - fraction: How far to go.
/// - Returns: The value between.
func mix(_ from: Double, _ to: Double, _ fraction: Double) -> Double {
  from + (to - from) * fraction
}

/// The colour a fraction of the way from one colour to another.
///
/// - Parameters:
///   - from: The colour at fraction 0.
///   - to: The colour at fraction 1.
///   - fraction: How far to go.
/// - Returns: The colour between.
func mix(_ from: Colour, _ to: Colour, _ fraction: Double) -> Colour {
  from + (to - from) * fraction
}

/// A smooth step: 0 below one edge, 1 above the other, a cubic between them.
///
/// - Parameters:
///   - low: Where the step starts.
///   - high: Where it ends; more than `low`.
///   - value: The place.
/// - Returns: 0…1.
func smoothStep(_ low: Double, _ high: Double, _ value: Double) -> Double {
  let t = min(max((value - low) / (high - low), 0), 1)
  return t * t * (3 - 2 * t)
}

extension Double {
  /// What remains after the largest whole number that is not above: 0…1.
  var fraction: Double { self - self.rounded(.down) }
}
