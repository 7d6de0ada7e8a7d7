package import Pixels
package import RowLoopTable

/// Writes a PNG row by row.
///
/// Memory is a few rows and the buffers of the compression, whatever the height. Chunks before the
/// pixels are libpng's; the pixels are compressed by ISA-L, or with `PNGCompression.smallest` by
/// libpng.
package final class PNGRowWriter {
  /// Takes the next bytes of the file; they are only valid during the call.
  package typealias Sink = (UnsafeRawBufferPointer) throws(CodecError) -> Void

  private enum Rows {
    case filtered(FilteredRows)
    case library(LibraryRows)
  }

  private let sink: Sink
  private let rows: Rows
  private var rowsToCome: Int

  /// Writes everything before the pixels.
  ///
  /// - Parameters:
  ///   - size: Width and height, each 1 to 2^31 - 1.
  ///   - layout: The channels.
  ///   - sampleType: 8 or 16 bits; real samples must be converted before.
  ///   - metadata: The colour profile and resolution to write; a profile that does not suit is left
  ///     out.
  ///   - compression: How hard to compress.
  ///   - sink: Takes the file.
  /// - Throws: `CodecError.outOfMemory`, or what the sink throws.
  package convenience init(
    size: ImageSize, layout: ChannelLayout, sampleType: SampleType,
    metadata: ImageMetadata = ImageMetadata(), compression: PNGCompression = .default,
    sink: @escaping Sink
  ) throws(CodecError) {
    let header = ImageHeader(format: .png, size: size, layout: layout, sampleType: sampleType)
    try self.init(
      header, metadata: metadata, compression: compression, loops: .best, sink: sink)
  }

  /// Writes everything before the pixels, with a choice of the row filters' build.
  package init(
    _ header: ImageHeader, metadata: ImageMetadata, compression: PNGCompression, loops: PNGLoops,
    sink: @escaping Sink
  ) throws(CodecError) {
    precondition(header.sampleType != .float32, "real samples must be converted before encoding")
    let library = try LibraryRows(header, metadata, sink: sink)
    let fixedFilter: PNGLoops.Filter? = compression == .fastest ? .paeth : nil
    switch compression {
    case .smallest: rows = .library(library)
    case .fastest, .default:
      rows = .filtered(try FilteredRows(header, filter: fixedFilter, loops: loops, sink: sink))
    }
    self.sink = sink
    rowsToCome = header.size.height
  }

  /// Encodes the next rows.
  ///
  /// - Parameters:
  ///   - samples: The rows without gaps; 16-bit samples in native byte order.
  ///   - count: How many rows, no more than are left.
  /// - Throws: `CodecError.encodingFailed`, or what the sink throws.
  package func write(rows samples: UnsafeRawPointer, count: Int) throws(CodecError) {
    precondition(count >= 0 && count <= rowsToCome, "as many rows as are left")
    switch rows {
    case .filtered(let filtered): try filtered.write(samples, count: count)
    case .library(let library): try library.write(samples, count: count)
    }
    rowsToCome -= count
  }

  /// Ends the file; every row must have been written.
  ///
  /// - Throws: `CodecError.encodingFailed`, or what the sink throws.
  package func finish() throws(CodecError) {
    precondition(rowsToCome == 0, "rows first")
    switch rows {
    case .filtered:
      try Self.lastChunk.withUnsafeBufferPointer { chunk throws(CodecError) in
        try sink(UnsafeRawBufferPointer(chunk))
      }
    case .library(let library): try library.finish()
    }
  }

  /// IEND, which has no data.
  static let lastChunk: [UInt8] = [
    0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
  ]
}
