import Pixels

/// Steps of many contrasts and two ramps under noise that grows from left to right; 16 bits.
///
/// Smoothing kernels bring weak steps out of the noise and blur strong ones. The upper ramp is so
/// flat that it needs more than 8 bits: from one side to the other it climbs by two 8-bit steps.
struct NoisySteps: Picture {
  let path = "charts/noisy-steps.png"

  private let size = ImageSize(width: 480, height: 336)

  /// The contrast of each row of squares, as a share of full scale.
  private static let contrasts = [0.5, 0.25, 0.12, 0.06, 0.03, 0.015]

  func draw() async -> Image {
    let values = await render(size, samplesAcross: 4) { place in
      Point(repeating: Self.value(at: place.point))
    }
    let width = size.width
    let samples = values.indices.map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: width)
      let deviation = Self.deviation(column: column)
      // Noise in whole multiples of 64 of 65535 keeps the file small; the signal has all bits.
      let noise = (Noise.normal(column, row, seed: 7) * deviation / 64).rounded() * 64
      return UInt16(min(max(values[index].x * 65535 + noise, 0), 65535).rounded())
    }
    return Image(size: size, layout: .grey, samples: .uint16(samples))
  }

  /// The picture without noise.
  ///
  /// - Parameter point: The place, in pixels.
  /// - Returns: 0…1.
  private static func value(at point: Point) -> Double {
    let band = Int(point.y / 42)
    if band == 0 { return 0.5 + (point.x / 480 - 0.5) * 2 / 255 }
    if band == 7 { return 0.1 + 0.8 * point.x / 480 }
    let contrast = contrasts[band - 1]
    // Slanted edges: each step crosses every sub-pixel position.
    let step = ((point.x + 0.12 * point.y) / 40).rounded(.down)
    let side = step.truncatingRemainder(dividingBy: 2) == 0 ? -0.5 : 0.5
    return 0.5 + contrast * side
  }

  /// The standard deviation of the noise.
  ///
  /// - Parameter column: Column of the pixel.
  /// - Returns: 0 in the first quarter, then 256, 1024 and 4096 of 65535.
  private static func deviation(column: Int) -> Double {
    switch column / 120 {
    case 0: 0
    case 1: 256
    case 2: 1024
    default: 4096
    }
  }
}
