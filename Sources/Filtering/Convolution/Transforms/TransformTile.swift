import Pixels

/// The tiles in which images are convolved by way of their spectra: overlap-save.
///
/// A tile of N×N samples gives the outputs for which the kernel lies in it: N less the extent of the
/// kernel, plus one, along each axis. Tiles begin at the first output and do not depend on strips, so
/// that results do not either.
struct TransformTile: Equatable {
  /// Rows and columns of samples, a power of two.
  let extent: Int

  /// Columns of outputs.
  let outputColumns: Int

  /// Rows of outputs.
  let outputRows: Int

  /// Tiles of a whole image, of one channel.
  private let count: Int

  /// Chooses the tiles that take the least time for an image; nil where none is large enough.
  ///
  /// - Parameter geometries: Where kernels lie that make one result together; one or more, each with
  ///   one output at least.
  init?(_ geometries: [ConvolutionGeometry]) {
    let (columns, rows) = (geometries.map(\.x.extent).max(), geometries.map(\.y.extent).max())
    guard let columns, let rows, let outputs = geometries.first?.outputSize,
      geometries.allSatisfy({ $0.x.stride == 1 && $0.y.stride == 1 })
    else { return nil }
    // The largest takes much memory: it is for kernels that leave little of the one before.
    let largest = max(columns, rows)
    let candidates = [64, 128, 256, 512, 1024, 2048]
      .filter { $0 >= largest && ($0 < 2048 || largest > 768) }
      .map { extent in
        let (outputColumns, outputRows) = (extent - columns + 1, extent - rows + 1)
        let across = (outputs.width + outputColumns - 1) / outputColumns
        let down = (outputs.height + outputRows - 1) / outputRows
        return TransformTile(
          extent: extent, outputColumns: outputColumns, outputRows: outputRows,
          count: across * down)
      }
    guard let best = candidates.min(by: { $0.nanoseconds < $1.nanoseconds }) else { return nil }
    self = best
  }

  private init(extent: Int, outputColumns: Int, outputRows: Int, count: Int) {
    self.extent = extent
    self.outputColumns = outputColumns
    self.outputRows = outputRows
    self.count = count
  }

  /// Twice the binary logarithm of the extent: the stages of a transform there or back.
  var stages: Int { 2 * extent.trailingZeroBitCount }

  /// What an image of one channel takes, about, as measured: tiles of 512 and more leave the cache.
  var nanoseconds: Double {
    Double(count) * Double(extent * extent * stages) * (extent < 512 ? 1.1 : 1.5)
  }

  /// Bytes of memory that an engine works in: two tiles, and the spectrum of the kernel.
  var workingBytes: Int { (2 * TransformTile.pitch(extent) + extent) * extent * 16 }

  /// Complex numbers from row to row: rows a power of two apart would displace each other in the
  /// cache.
  static func pitch(_ extent: Int) -> Int { extent + 4 }
}
