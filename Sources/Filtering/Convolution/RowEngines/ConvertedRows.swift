import Pixels

/// Rows of an image converted to another type or order, with their borders, a few at a time.
struct ConvertedRows<Source: BitwiseCopyable, Sample: BitwiseCopyable>: RowSource {
  let segments: [RowSegment]
  private var ring: RowRing<Sample>
  private let samples: UnsafePointer<Source>
  private let channels: Int
  private let planar: Bool
  private let geometry: ConvolutionGeometry
  private let columns: BorderedColumns
  private let constant: Sample
  private let convert: @Sendable (UnsafePointer<Source>, UnsafeMutablePointer<Sample>, Int) -> Void

  /// Samples between the planes of a planar row; planes lie one behind the other.
  let planeWidth: Int

  /// Lays a kernel's positions over an image.
  ///
  /// - Parameters:
  ///   - samples: The image; it must outlive the rows.
  ///   - channels: Interleaved channels.
  ///   - planar: Whether a row is taken apart into one run a channel, for kernels that sum them.
  ///   - geometry: Where the kernel lies; at least one output.
  ///   - rows: How many rows are there together.
  ///   - constant: What stands outside with a constant border.
  ///   - convert: Converts neighbouring samples.
  init(
    _ samples: UnsafePointer<Source>, channels: Int, planar: Bool, geometry: ConvolutionGeometry,
    rows: Int, constant: Sample,
    convert: @escaping @Sendable (UnsafePointer<Source>, UnsafeMutablePointer<Sample>, Int) -> Void
  ) {
    let x = geometry.x
    let width = x.denseOutputs + x.extent - 1
    self.samples = samples
    self.channels = channels
    self.planar = planar
    self.geometry = geometry
    self.constant = constant
    self.convert = convert
    planeWidth = width
    columns = BorderedColumns(
      -x.before..<width - x.before, count: x.count, border: geometry.border)
    segments = [RowSegment(start: 0, count: x.denseOutputs * (planar ? 1 : channels))]
    ring = RowRing(width: width * channels, capacity: rows, first: -geometry.y.before)
  }

  mutating func prepare(first: Int, count: Int) {
    let border = geometry.border
    ring.prepare(first: first, count: count) { [self] position, output in
      guard let row = border.index(of: position, count: geometry.y.count) else {
        output.update(repeating: constant, count: ring.width)
        return
      }
      let source = samples + row * geometry.x.count * channels
      let first = columns.firstColumn * channels
      if planar {
        for channel in 0..<channels {
          let plane = output + channel * planeWidth
          for outside in columns.outside {
            load(source, outside.column, channel: channel, to: plane + outside.place)
          }
          for place in columns.inside {
            let pixel = first + (place - columns.inside.lowerBound) * channels
            convert(source + (pixel + channel), plane + place, 1)
          }
        }
      } else {
        for outside in columns.outside {
          for channel in 0..<channels {
            let place = outside.place * channels + channel
            load(source, outside.column, channel: channel, to: output + place)
          }
        }
        let inside = columns.inside
        convert(source + first, output + inside.lowerBound * channels, inside.count * channels)
      }
    }
  }

  private func load(
    _ source: UnsafePointer<Source>, _ column: Int?, channel: Int,
    to output: UnsafeMutablePointer<Sample>
  ) {
    if let column {
      convert(source + column * channels + channel, output, 1)
    } else {
      output.pointee = constant
    }
  }

  func row(at position: Int, segment: Int) -> UnsafePointer<Sample> {
    UnsafePointer(ring.slot(of: position))
  }
}
