/// The sRGB encoding of a linear-light value (IEC 61966-2-1).
///
/// - Parameter linear: Light, 0…1; values outside are clamped.
/// - Returns: The encoded value, 0…1.
func encoded(_ linear: Double) -> Double {
  let light = min(max(linear, 0), 1)
  if light <= 0.0031308 { return 12.92 * light }
  // x^(1/2.4) = x^(5/12): the cube root of the fifth power of the fourth root.
  let root = light.squareRoot().squareRoot()
  return 1.055 * cubeRoot(root * root * root * root * root) - 0.055
}

/// The sRGB encoding of a linear-light colour.
///
/// - Parameter linear: Light, 0…1 a channel; values outside are clamped.
/// - Returns: The encoded colour.
func encoded(_ linear: Colour) -> Colour {
  Colour(encoded(linear.x), encoded(linear.y), encoded(linear.z))
}

/// The colour of a hue, a saturation and a value (the HSV hexcone).
///
/// - Parameters:
///   - hue: In turns from red over green to blue; any number.
///   - saturation: 0 (grey) to 1.
///   - value: The largest of the three channels, 0…1.
/// - Returns: The colour.
func colour(hue: Double, saturation: Double, value: Double) -> Colour {
  func channel(_ shift: Double) -> Double {
    let distance = abs((hue + shift).fraction * 6 - 3)
    return value * (1 - saturation * (1 - min(max(distance - 1, 0), 1)))
  }
  return Colour(channel(0), channel(2.0 / 3), channel(1.0 / 3))
}

/// A grey.
///
/// - Parameter value: 0…1.
/// - Returns: The colour whose channels all have that value.
func grey(_ value: Double) -> Colour { Colour(repeating: value) }

/// The weighted mean of the channels that a grey picture would show.
///
/// The weights are those of ITU-R recommendation 601.
///
/// - Parameter colour: An encoded colour.
/// - Returns: Its luma, 0…1.
func luma(_ colour: Colour) -> Double { dot(colour, Colour(0.299, 0.587, 0.114)) }
