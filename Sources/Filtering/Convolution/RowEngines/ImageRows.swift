import Loops
import Pixels

/// The rows of an image as they stand in memory.
///
/// Where the kernel lies inside the image, its samples are read in place. Only the outputs near the
/// left and right edge read from strips, a few columns wide, that are copied with their border.
struct ImageRows<Sample: BitwiseCopyable>: RowSource {
  private struct Part {
    let base: UnsafePointer<Sample>
    let stride: Int
    let outside: Scratch<Sample>
    /// Keeps a strip alive; nil where `base` points into the image.
    let strip: Scratch<Sample>?
  }

  let segments: [RowSegment]
  private let parts: [Part]
  private let axis: ConvolutionAxis
  private let border: Border

  /// Lays a kernel's positions over an image.
  ///
  /// - Parameters:
  ///   - samples: Where the image begins; it must outlive the rows.
  ///   - rows: The rows of the image that are in memory; no others are read.
  ///   - channels: Interleaved channels, each filtered alone.
  ///   - geometry: Where the kernel lies; at least one output.
  ///   - constant: What stands outside with a constant border.
  ///   - edge: Samples that a row of a strip has at least, where the image is wide enough.
  init(
    _ samples: UnsafePointer<Sample>, rows: Range<Int>, channels: Int,
    geometry: ConvolutionGeometry, constant: Sample, edge: Int = 1
  ) {
    let x = geometry.x
    axis = geometry.y
    border = geometry.border
    let dense = x.denseOutputs
    let least = (edge + channels - 1) / channels
    let first = min(max(x.before, least), dense)
    let last = min(dense - least, x.count - x.extent + x.before + 1)
    var interior = first..<max(first, last)
    // Too little inside to be worth three parts: one strip holds all.
    if interior.count < 8 { interior = dense..<dense }

    var parts: [Part] = []
    var segments: [RowSegment] = []
    for outputs in [0..<interior.lowerBound, interior, interior.upperBound..<dense]
    where !outputs.isEmpty {
      segments.append(
        RowSegment(start: outputs.lowerBound * channels, count: outputs.count * channels))
      let width = (outputs.count + x.extent - 1) * channels
      let outside = Scratch(repeating: constant, count: width)
      if outputs == interior {
        parts.append(
          Part(
            base: samples + (interior.lowerBound - x.before) * channels,
            stride: x.count * channels, outside: outside, strip: nil))
      } else {
        let strip = ImageRows.strip(
          of: samples, rows: rows, channels: channels, geometry: geometry, constant: constant,
          columns: outputs.lowerBound - x.before..<outputs.upperBound - x.before + x.extent - 1)
        parts.append(
          Part(
            base: UnsafePointer(strip.start) - rows.lowerBound * width, stride: width,
            outside: outside, strip: strip))
      }
    }
    self.parts = parts
    self.segments = segments
  }

  /// Copies columns of all rows in memory, with what the border puts outside.
  private static func strip(
    of samples: UnsafePointer<Sample>, rows: Range<Int>, channels: Int,
    geometry: ConvolutionGeometry, constant: Sample, columns: Range<Int>
  ) -> Scratch<Sample> {
    let width = geometry.x.count
    let bordered = BorderedColumns(columns, count: width, border: geometry.border)
    let strip = Scratch<Sample>(count: columns.count * channels * rows.count)
    var output = strip.start
    for y in rows {
      let row = samples + y * width * channels
      (output + bordered.inside.lowerBound * channels).update(
        from: row + bordered.firstColumn * channels, count: bordered.inside.count * channels)
      for outside in bordered.outside {
        for channel in 0..<channels {
          (output + (outside.place * channels + channel))
            .initialize(to: outside.column.map { row[$0 * channels + channel] } ?? constant)
        }
      }
      output += columns.count * channels
    }
    return strip
  }

  mutating func prepare(first: Int, count: Int) {}

  func row(at position: Int, segment: Int) -> UnsafePointer<Sample> {
    let part = parts[segment]
    guard let row = border.index(of: position, count: axis.count) else {
      return UnsafePointer(part.outside.start)
    }
    return part.base + row * part.stride
  }
}
