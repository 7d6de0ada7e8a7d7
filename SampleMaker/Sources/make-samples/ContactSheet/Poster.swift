import Pixels

/// A white sheet that pictures are laid on and text is written on.
struct Poster {
  /// Width and height in pixels.
  let size: ImageSize

  private var samples: [UInt8]

  /// Creates an empty poster.
  ///
  /// - Parameter size: Width and height in pixels.
  init(size: ImageSize) {
    self.size = size
    samples = Array(repeating: 255, count: size.width * size.height * 3)
  }

  /// The poster as a picture.
  ///
  /// Samples are rounded to multiples of 5, which cannot be seen and nearly halves the file.
  var image: Image {
    let rounded = samples.map { UInt8((Int($0) + 2) / 5 * 5) }
    return Image(size: size, layout: .rgb, samples: .uint8(rounded))
  }

  /// Lays a picture on the poster.
  ///
  /// - Parameters:
  ///   - picture: 8-bit samples, grey or RGB. One that reaches beyond the edge is left out.
  ///   - left: The column of its left edge.
  ///   - top: The row of its upper edge.
  mutating func lay(_ picture: Image, left: Int, top: Int) {
    guard case .uint8(let colours) = picture.samples, left >= 0, top >= 0,
      left + picture.width <= size.width, top + picture.height <= size.height
    else { return }
    let step = picture.layout == .grey ? 0 : 1
    for row in 0..<picture.height {
      for column in 0..<picture.width {
        let source = (row * picture.width + column) * picture.channels
        let target = ((top + row) * size.width + left + column) * 3
        for channel in 0..<3 { samples[target + channel] = colours[source + channel * step] }
      }
    }
  }

  /// Writes a line of text; what would stand beyond the edge is left out.
  ///
  /// - Parameters:
  ///   - text: The line.
  ///   - origin: Where the baseline starts, in pixels.
  ///   - unit: Pixels of a unit of ``StrokeFont``.
  ///   - weight: Thickness of the strokes in pixels.
  ///   - ink: The grey of the strokes, 0…1.
  mutating func write(_ text: String, at origin: Point, unit: Double, weight: Double, ink: Double) {
    var sheet = Sheet(size: size)
    sheet.write(text, at: origin, unit: unit, weight: weight, blur: 1.2)
    for (pixel, coverage) in sheet.coverage.enumerated() where coverage > 0 {
      for index in pixel * 3..<pixel * 3 + 3 {
        samples[index] = UInt8(mix(Double(samples[index]), ink * 255, coverage).rounded())
      }
    }
  }
}
