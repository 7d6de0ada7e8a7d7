// Sine, cosine, arctangent and cube root from +, -, *, / and the square root alone.
//
// IEEE 754 fixes the last bit of those five operations but not of a C library's `sin` or `pow`, so
// pictures made with these functions are the same on every machine.

/// The number of radians in one turn.
private let radiansPerTurn = 6.283185307179586

/// The sine of an angle.
///
/// A Taylor polynomial of degree 17 on a quarter turn either side of zero; the absolute error is
/// below 1e-13.
///
/// - Parameter turns: The angle in turns: 1 is a full circle.
/// - Returns: The sine, -1 to 1.
func sine(turns: Double) -> Double {
  // Fold the angle to -1/4…1/4, where sin(1/2 - t) = sin(t).
  let phase = turns - (turns + 0.25).rounded(.down)
  let folded = phase > 0.25 ? 0.5 - phase : phase
  let angle = folded * radiansPerTurn
  let square = angle * angle
  // Each factor is 1 / (degree * (degree - 1)) of a term of the series.
  var sum = 1 - square * (1 / 272.0)
  sum = 1 - sum * square * (1 / 210.0)
  sum = 1 - sum * square * (1 / 156.0)
  sum = 1 - sum * square * (1 / 110.0)
  sum = 1 - sum * square * (1 / 72.0)
  sum = 1 - sum * square * (1 / 42.0)
  sum = 1 - sum * square * (1 / 20.0)
  sum = 1 - sum * square * (1 / 6.0)
  return sum * angle
}

/// The cosine of an angle.
///
/// - Parameter turns: The angle in turns: 1 is a full circle.
/// - Returns: The cosine, -1 to 1, with the accuracy of ``sine(turns:)``.
func cosine(turns: Double) -> Double { sine(turns: turns + 0.25) }

/// The angle of the point (x, y) as seen from the origin.
///
/// Two half-angle steps bring the tangent below 0.2, then a Taylor polynomial of degree 15 follows;
/// the absolute error is below 1e-12 turns.
///
/// - Parameters:
///   - y: The ordinate.
///   - x: The abscissa.
/// - Returns: The angle from the x axis towards the y axis in turns, -1/2 to 1/2; 0 at the origin.
func arctangent(_ y: Double, _ x: Double) -> Double {
  let (across, along) = (abs(y), abs(x))
  guard across + along > 0 else { return 0 }
  var tangent = min(across, along) / max(across, along)
  for _ in 0..<2 { tangent /= 1 + (1 + tangent * tangent).squareRoot() }
  let square = tangent * tangent
  var sum = 1 / 13.0 - square * (1 / 15.0)
  sum = 1 / 11.0 - sum * square
  sum = 1 / 9.0 - sum * square
  sum = 1 / 7.0 - sum * square
  sum = 1 / 5.0 - sum * square
  sum = 1 / 3.0 - sum * square
  sum = 1 - sum * square
  let octant = 4 * sum * tangent / radiansPerTurn
  let quadrant = across > along ? 0.25 - octant : octant
  let half = x < 0 ? 0.5 - quadrant : quadrant
  return y < 0 ? -half : half
}

/// The cube root of a number by Newton's method.
///
/// - Parameter value: 0…1.
/// - Returns: The cube root; the relative error is below 1e-12 for values above 1e-9.
func cubeRoot(_ value: Double) -> Double {
  guard value > 1e-9 else { return 0 }
  var root = 0.25 + 0.75 * value.squareRoot()
  for _ in 0..<14 { root = (2 * root + value / (root * root)) / 3 }
  return root
}
