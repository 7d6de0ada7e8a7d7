import Pixels

/// Colour wheels: hue runs round the circle, saturation grows from the centre.
///
/// Inside the smooth wheel an edge kernel finds nothing, at its rim and between the sectors of the
/// other one it finds everything. The small discs have the luma of the strip that they lie on:
/// filtered as RGB they have edges, filtered as grey they vanish.
struct ColourWheels: Picture {
  let path = "charts/colour-wheels.png"

  /// Where the strip of small discs begins, in pixels from the top.
  private static let stripTop = 306.0

  /// The grey of the strip and the luma of the discs on it.
  private static let stripLuma = 0.5

  func draw() async -> Image {
    let size = ImageSize(width: 640, height: 400)
    let values = await render(size, samplesAcross: 4) { Self.pixel(at: $0.point) }
    return Image(rounding: values, size: size, layout: .rgb)
  }

  /// The colour at a place.
  ///
  /// - Parameter point: The place, in pixels.
  /// - Returns: The encoded colour.
  private static func pixel(at point: Point) -> Colour {
    if point.y > stripTop { return disc(at: point) }
    let fromLeftWheel = (point - Point(164, 153)) / 136
    if fromLeftWheel.length < 1 { return smoothWheel(at: fromLeftWheel) }
    let fromRightWheel = (point - Point(476, 153)) / 136
    if fromRightWheel.length < 1 { return sectorWheel(at: fromRightWheel) }
    return grey(0.14 + 0.12 * point.y / stripTop)
  }

  /// The wheel without edges.
  ///
  /// - Parameter offset: The place from the centre, in radii.
  /// - Returns: The encoded colour.
  private static func smoothWheel(at offset: Point) -> Colour {
    colour(hue: arctangent(-offset.y, offset.x), saturation: offset.length, value: 1)
  }

  /// The wheel of 12 sectors and 4 rings, each of one colour.
  ///
  /// - Parameter offset: The place from the centre, in radii.
  /// - Returns: The encoded colour.
  private static func sectorWheel(at offset: Point) -> Colour {
    let sector = (arctangent(-offset.y, offset.x) * 12).rounded()
    let ring = (offset.length * 4).rounded(.down)
    return colour(hue: sector / 12, saturation: 0.25 + 0.25 * ring, value: 1 - 0.12 * ring)
  }

  /// The strip of discs that differ from it in hue only.
  ///
  /// - Parameter point: The place, in pixels.
  /// - Returns: The encoded colour.
  private static func disc(at point: Point) -> Colour {
    let number = (point.x / 64).rounded(.down)
    let offset = point - Point(64 * number + 32, (stripTop + 400) / 2)
    guard offset.length < 24 else { return grey(stripLuma) }
    // A pure hue, moved towards black or white until its luma is that of the strip.
    let pure = colour(hue: number / 10, saturation: 1, value: 1)
    let light = luma(pure)
    return light > stripLuma
      ? pure * (stripLuma / light) : mix(pure, grey(1), (stripLuma - light) / (1 - light))
  }
}
