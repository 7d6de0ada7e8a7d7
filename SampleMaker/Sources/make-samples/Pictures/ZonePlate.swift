import Pixels

/// A circular chirp: rings whose spatial frequency grows with the distance from the centre.
///
/// Every orientation and every frequency up to 0.45 cycles a pixel stands at its own place, so that
/// a filtered zone plate is a picture of the filter's frequency response.
struct ZonePlate: Picture {
  let path = "charts/zone-plate.png"

  func draw() async -> Image {
    let size = ImageSize(width: 512, height: 512)
    let radius = 256.0
    let highestFrequency = 0.45
    let values = await render(size) { place in
      let offset = place.point - Point(radius, radius)
      let distance = offset.length
      // The phase is the integral of the frequency, highestFrequency * distance / radius.
      let phase = highestFrequency * distance * distance / (2 * radius)
      let contrast = 1 - smoothStep(radius - 12, radius - 2, distance)
      return Point(repeating: 0.5 + 0.5 * contrast * cosine(turns: phase))
    }
    return Image(rounding: values, size: size, layout: .grey)
  }
}
