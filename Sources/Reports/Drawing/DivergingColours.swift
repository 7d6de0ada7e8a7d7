/// A colour for a number from -1 to 1: blue below zero, white at zero, orange to brown above.
///
/// Blue and orange differ for every common colour blindness, and equal distances from zero are
/// equally dark, so the picture also reads in grey.
public enum DivergingColours {
  /// The colour of a number.
  ///
  /// - Parameter value: The number; outside -1…1 it is taken as the nearer end.
  /// - Returns: An encoded (sRGB) colour.
  public static func colour(of value: Double) -> Colour {
    let distance = min(abs(value), 1)
    let stops = value < 0 ? blues : oranges
    let position = distance * Double(stops.count - 1)
    let lower = min(Int(position), stops.count - 2)
    let share = position - Double(lower)
    return Colour(nearest: stops[lower] + (stops[lower + 1] - stops[lower]) * share)
  }

  /// From zero down to -1, at equal distances; lightness (CIELAB L*) about 100, 67 and 30.
  private static let blues: [SIMD3<Double>] = [[255, 255, 255], [112, 166, 214], [8, 72, 142]]

  /// From zero up to 1, as light as the blues.
  private static let oranges: [SIMD3<Double>] = [[255, 255, 255], [235, 141, 73], [137, 34, 4]]
}
