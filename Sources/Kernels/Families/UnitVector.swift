import func Glibc.cos
import func Glibc.sin

/// The cosine and the sine of an angle, exact where they are 0, 1 or alike.
///
/// An angle in radians is never exactly a right one, and rounding would show in kernels as weights
/// of 1e-17 where 0 belongs.
struct UnitVector: Equatable {
  /// The cosine.
  let x: Double

  /// The sine.
  let y: Double

  /// Creates the direction of an angle.
  ///
  /// - Parameter degrees: Any finite angle.
  init(degrees: Double) {
    let turned = degrees.remainder(dividingBy: 360)
    let quarters = (turned / 90).rounded()
    let rest = turned - 90 * quarters
    let diagonal = 0.5.squareRoot()
    let cosine = abs(rest) == 45 ? diagonal : cos(rest * .pi / 180)
    let sine = abs(rest) == 45 ? (rest < 0 ? -diagonal : diagonal) : sin(rest * .pi / 180)
    switch quarters {
    case 0: (x, y) = (cosine, sine)
    case 1: (x, y) = (-sine, cosine)
    case -1: (x, y) = (sine, -cosine)
    default: (x, y) = (-cosine, -sine)
    }
  }
}
