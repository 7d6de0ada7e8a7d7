import func Glibc.cos
import func Glibc.sin

/// The direction of length 1 at an angle, in pixels: 0 to the right, 90 up.
func direction(degrees: Double) -> SIMD2<Double> {
  let angle = degrees * .pi / 180
  return SIMD2(cos(angle), -sin(angle))
}
