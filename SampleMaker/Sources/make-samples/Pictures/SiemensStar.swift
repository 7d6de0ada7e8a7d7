import Pixels

/// Black and white spokes that meet in the centre, and four slanted squares of low contrast.
///
/// Along a circle the spokes are a square wave of every orientation; its frequency falls with the
/// radius, so blurring kernels eat the star from the centre outwards. The slanted squares have edges
/// a few degrees off the pixel grid.
struct SiemensStar: Picture {
  let path = "charts/siemens-star.png"

  private let spokes = 36.0
  private let radius = 236.0

  func draw() async -> Image {
    let size = ImageSize(width: 512, height: 512)
    let values = await render(size, samplesAcross: 8) { place in
      Point(repeating: value(place.point - Point(256, 256)))
    }
    return Image(rounding: values, size: size, layout: .grey)
  }

  /// The grey at a place.
  ///
  /// - Parameter offset: The place, from the centre of the star.
  /// - Returns: 0 (black) to 1.
  private func value(_ offset: Point) -> Double {
    let distance = offset.length
    if distance < radius {
      return (arctangent(offset.y, offset.x) * spokes).fraction < 0.5 ? 0.04 : 0.96
    }
    if distance < radius + 6 { return 0.04 }
    // One square a corner, each a little darker than the one before.
    let corner = Point(offset.x < 0 ? -216 : 216, offset.y < 0 ? -216 : 216)
    let square = (offset - corner).turned(by: 5.0 / 360)
    guard max(abs(square.x), abs(square.y)) < 26 else { return 0.72 }
    return switch (offset.x < 0, offset.y < 0) {
    case (true, true): 0.68
    case (false, true): 0.6
    case (true, false): 0.44
    case (false, false): 0.12
    }
  }
}
