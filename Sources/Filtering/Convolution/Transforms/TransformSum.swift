import Loops
import Pixels

/// Sums over a kernel by way of spectra, tile by tile.
///
/// Two channels or two neighbouring tiles go through a transform together, one as its real part and one
/// as its imaginary part.
struct TransformSum {
  /// What becomes of the sums of weights and samples.
  enum Finish: Equatable, Sendable {
    /// They are whole numbers: `(sum + start) / divisor`.
    case exact(start: Double, divisor: Double)

    /// They are real: `sum + start`.
    case real(start: Double)
  }

  private let samples: SamplePointer
  private let channels: Int
  private let geometry: ConvolutionGeometry
  private let tile: TransformTile
  private let spectrum: KernelSpectrum
  private let finish: Finish
  private let constant: Double
  private let room: TileTransform

  /// One channel of one tile.
  private struct Plane {
    let firstColumn: Int
    let channel: Int
  }

  /// Prepares sums.
  ///
  /// - Parameters:
  ///   - samples: Where the image begins, its samples interleaved; it must outlive the sums.
  ///   - channels: Interleaved channels, each filtered alone.
  ///   - geometry: Where the kernel lies; at least one output, strides of 1.
  ///   - weights: Those of the kernel, in row-major order.
  ///   - tile: The tiles.
  ///   - finish: What becomes of the sums.
  ///   - constant: What stands outside with a constant border.
  init(
    samples: SamplePointer, channels: Int, geometry: ConvolutionGeometry,
    weights: [Double], tile: TransformTile, finish: Finish, constant: Double
  ) {
    self.samples = samples
    self.channels = channels
    self.geometry = geometry
    self.tile = tile
    self.finish = finish
    self.constant = constant
    room = TileTransform(extent: tile.extent)
    spectrum = KernelSpectrum(weights, geometry, in: room)
  }

  /// Computes rows of results before rounding.
  ///
  /// - Parameters:
  ///   - rows: Rows of the result, the first a multiple of the rows of a tile.
  ///   - body: Takes the results of a run of pixels, the place of the first in the interleaved rows, and
  ///     the number of pixels; results lie two apart.
  func forEachRun(of rows: Range<Int>, _ body: (UnsafePointer<Double>, Int, Int) -> Void) {
    let width = geometry.x.outputs
    let planes = stride(from: 0, to: width, by: tile.outputColumns).flatMap { column in
      (0..<channels).map { Plane(firstColumn: column, channel: $0) }
    }
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: tile.outputRows) {
      let count = min(tile.outputRows, rows.upperBound - first)
      for index in stride(from: 0, to: planes.count, by: 2) {
        let pair = planes[index..<min(index + 2, planes.count)]
        load(pair, firstRow: first, rowCount: count)
        room.transform()
        room.restore(times: UnsafePointer(spectrum.numbers.start), rows: count)
        for (part, plane) in pair.enumerated() {
          let columns = min(tile.outputColumns, width - plane.firstColumn)
          for row in 0..<count {
            let values = room.row(row) + part
            complete(values, count: columns)
            let pixel = (first - rows.lowerBound + row) * width + plane.firstColumn
            body(values, pixel * channels + plane.channel, columns)
          }
        }
      }
    }
  }

  private func complete(_ values: UnsafeMutablePointer<Double>, count: Int) {
    switch finish {
    case .exact(let start, let divisor):
      for i in 0..<count {
        values[2 * i] = (values[2 * i].rounded(.toNearestOrEven) + start) / divisor
      }
    case .real(let start):
      // What lies halfway between two levels is to be rounded alike wherever the last bits come from.
      for i in 0..<count {
        values[2 * i] = (values[2 * i] * 0x1p20).rounded(.toNearestOrEven) * 0x1p-20 + start
      }
    }
  }

  /// Fills the tile with the samples under one or two planes.
  private func load(_ planes: ArraySlice<Plane>, firstRow: Int, rowCount: Int) {
    let (x, y, extent) = (geometry.x, geometry.y, tile.extent)
    // Samples that no output of the tile needs are zeros.
    let rowsNeeded = rowCount + y.extent - 1
    for row in 0..<extent {
      room.row(row).update(repeating: 0, count: 2 * extent)
    }
    for (part, plane) in planes.enumerated() {
      let outputs = min(tile.outputColumns, x.outputs - plane.firstColumn)
      let first = plane.firstColumn - x.before
      let columns = BorderedColumns(
        first..<first + outputs + x.extent - 1, count: x.count, border: geometry.border)
      for row in 0..<rowsNeeded {
        let source = geometry.border.index(of: firstRow - y.before + row, count: y.count)
        let output = room.row(row) + part
        switch samples {
        case .uint8(let start): load(start, source, columns, plane.channel, to: output)
        case .uint16(let start): load(start, source, columns, plane.channel, to: output)
        case .float32: preconditionFailure("spectra are taken of integer samples")
        }
      }
    }
  }

  private func load<Sample: FixedWidthInteger>(
    _ samples: UnsafePointer<Sample>, _ row: Int?, _ columns: BorderedColumns, _ channel: Int,
    to output: UnsafeMutablePointer<Double>
  ) {
    let start = row.map { samples + ($0 * geometry.x.count * channels + channel) }
    for outside in columns.outside {
      let sample = start.flatMap { start in
        outside.column.map { Double(start[$0 * channels]) }
      }
      output[2 * outside.place] = sample ?? constant
    }
    for (index, place) in columns.inside.enumerated() {
      output[2 * place] =
        start.map { Double($0[(columns.firstColumn + index) * channels]) } ?? constant
    }
  }

  /// The sums as an engine, whose rows are asked for in whole tiles.
  var engine: RowEngine {
    RowEngine(
      values: { rows, output in
        forEachRun(of: rows) { values, place, count in
          for i in 0..<count { output[place + i * channels] = Float(values[2 * i]) }
        }
      },
      bytes: { rows, absolute, output in
        forEachRun(of: rows) { values, place, count in
          for i in 0..<count {
            output[place + i * channels] = UInt8(rounded(values[2 * i], absolute, limit: 255))
          }
        }
      },
      words: { rows, absolute, output in
        forEachRun(of: rows) { values, place, count in
          for i in 0..<count {
            output[place + i * channels] = UInt16(rounded(values[2 * i], absolute, limit: 65535))
          }
        }
      })
  }
}
