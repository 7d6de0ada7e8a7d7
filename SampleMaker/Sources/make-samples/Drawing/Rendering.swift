import Pixels

/// Where a sample of a picture is taken.
struct SamplePlace: Sendable {
  /// The place, in pixels.
  let point: Point

  /// Column of the pixel.
  let column: Int

  /// Row of the pixel.
  let row: Int

  /// Which of the samples of the pixel this is, row by row from 0.
  let index: Int
}

/// Fills a picture from a function of the place.
///
/// Each pixel is the mean of a square grid of samples. Bands of rows are computed in parallel; as
/// the function depends on the place alone, the result is the same for any number of threads.
///
/// - Parameters:
///   - size: Width and height in pixels.
///   - samplesAcross: Samples of a pixel in each direction, 1 or more.
///   - sample: The value at a place; any of the SIMD types whose coordinates are the channels.
/// - Returns: The values of all pixels, row by row.
func render<Value: SIMD<Double> & Sendable>(
  _ size: ImageSize, samplesAcross: Int = 1, sample: @escaping @Sendable (SamplePlace) -> Value
) async -> [Value] {
  let step = 1 / Double(samplesAcross)
  let rowsPerBand = 16
  @Sendable func band(from top: Int) -> [Value] {
    var values: [Value] = []
    for row in top..<min(top + rowsPerBand, size.height) {
      for column in 0..<size.width {
        var sum = Value()
        for index in 0..<samplesAcross * samplesAcross {
          let (down, across) = index.quotientAndRemainder(dividingBy: samplesAcross)
          let point = Point(
            Double(column) + (Double(across) + 0.5) * step,
            Double(row) + (Double(down) + 0.5) * step)
          sum += sample(SamplePlace(point: point, column: column, row: row, index: index))
        }
        values.append(sum * (step * step))
      }
    }
    return values
  }
  return await withTaskGroup(of: (top: Int, values: [Value]).self) { group in
    for top in stride(from: 0, to: size.height, by: rowsPerBand) {
      group.addTask { (top, band(from: top)) }
    }
    var bands: [Int: [Value]] = [:]
    for await band in group { bands[band.top] = band.values }
    return bands.sorted { $0.key < $1.key }.flatMap(\.value)
  }
}

extension Image {
  /// Rounds values to an 8-bit picture.
  ///
  /// - Parameters:
  ///   - values: One for each pixel, each channel 0…1; values outside are clamped. Of a grey picture
  ///     the first coordinate counts.
  ///   - size: Width and height in pixels.
  ///   - layout: What the coordinates mean.
  init<Value: SIMD<Double>>(rounding values: [Value], size: ImageSize, layout: ChannelLayout) {
    let samples = values.flatMap { value in
      (0..<layout.channelCount).map { channel in
        UInt8((min(max(value[channel], 0), 1) * 255).rounded())
      }
    }
    self.init(size: size, layout: layout, samples: .uint8(samples))
  }
}
