import Pixels

/// An array of seven small lenses, each with its own small picture of one sunset; RGB and alpha.
///
/// Between the lenses the picture is transparent and at their rims half transparent: a filtered copy
/// has the same alpha as the original.
struct Lens: Picture {
  let path = "charts/lens.png"

  private let pitch = 96.0

  /// The centres of the lenses, from the middle of the picture: one there and six round it.
  private let centres: [Point]

  init() {
    let pitch = self.pitch
    centres = [Point(0, 0)] + (0..<6).map { Point(pitch, 0).turned(by: Double($0) / 6) }
  }

  func draw() async -> Image {
    let size = ImageSize(width: 320, height: 288)
    let values = await render(size, samplesAcross: 4) { place in
      pixel(at: place.point - Point(160, 144))
    }
    // The mean of the samples is weighted by alpha; PNG stores colour that is not.
    let straight = values.map { value in
      value.w > 0
        ? SIMD4(value.x / value.w, value.y / value.w, value.z / value.w, value.w)
        : SIMD4(0.5, 0.5, 0.5, 0)
    }
    return Image(rounding: straight, size: size, layout: .rgba)
  }

  /// The colour and alpha at a place.
  ///
  /// - Parameter point: The place from the middle of the picture, in pixels.
  /// - Returns: Colour times alpha, then alpha.
  private func pixel(at point: Point) -> SIMD4<Double> {
    for centre in centres {
      let offset = (point - centre) / (pitch / 2 - 2)
      let distance = offset.length
      guard distance < 1 else { continue }
      let alpha = 1 - smoothStep(0.86, 1, distance)
      // A lens bends the picture more the farther from the axis; heights count from below.
      let bent = offset * Point(1, -1) * (0.8 + 0.6 * distance * distance)
      let shading = 1 - 0.35 * distance * distance
      let glint = 0.5 * (1 - smoothStep(0.05, 0.2, (offset - Point(-0.35, -0.4)).length))
      let light = scene(bent + centre / 400) * shading
      let shown = mix(light, grey(1), glint) * alpha
      return SIMD4(shown, alpha)
    }
    return SIMD4(repeating: 0)
  }

  /// The scene that all lenses look at.
  ///
  /// - Parameter point: The direction; y goes up and the horizon is at 0.
  /// - Returns: The encoded colour.
  private func scene(_ point: Point) -> Colour {
    if (point - Point(-0.2, 0.25)).length < 0.28 { return Colour(1, 0.93, 0.62) }
    if point.y > 0 {
      return mix(Colour(0.98, 0.62, 0.3), Colour(0.25, 0.35, 0.7), smoothStep(0, 1.1, point.y))
    }
    let wave = 0.12 * sine(turns: 3 / (0.12 - point.y))
    return mix(Colour(0.85, 0.5, 0.32), Colour(0.06, 0.16, 0.3), smoothStep(0, 0.9, -point.y))
      + wave
  }
}
