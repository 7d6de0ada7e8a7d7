/// What a surface does with light at one place.
struct Surface {
  /// The share of light that it scatters, in linear light.
  var colour: Colour

  /// The share that it reflects like a mirror when looked at straight on: 0 (matt) to 1 (chrome).
  var mirror = 0.0

  /// By how much the normal is bent, in the coordinates of the shape.
  var bump = Vector()
}

/// What a thing is made of: the surface at a place, given in the coordinates of the shape.
typealias Material = @Sendable (Vector) -> Surface

/// The slope of a noise field, to roughen a surface with.
///
/// - Parameters:
///   - place: Where, in units of the blobs.
///   - strength: How steep.
///   - seed: Different seeds give unrelated noise.
/// - Returns: A vector for ``Surface/bump``.
func roughness(_ place: Vector, strength: Double, seed: UInt64) -> Vector {
  let step = 0.05
  let here = Noise.smooth(place, seed: seed)
  func slope(_ direction: Vector) -> Double {
    (Noise.smooth(place + direction * step, seed: seed) - here) / step
  }
  return Vector(slope(Vector(1, 0, 0)), slope(Vector(0, 1, 0)), slope(Vector(0, 0, 1)))
    * -strength
}
