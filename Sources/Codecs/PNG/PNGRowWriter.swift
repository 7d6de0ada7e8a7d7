import CImageCodecs
package import Pixels
package import RowLoopTable

/// Writes a PNG row by row.
///
/// Memory is a few rows and the buffers of the compression, whatever the height. The chunks before
/// the pixels are libpng's.
package final class PNGRowWriter {
  /// Takes the next bytes of the file; they are only valid during the call.
  package typealias Sink = (UnsafeRawBufferPointer) throws(CodecError) -> Void

  private let sink: Sink
  private let rows: FilteredRows
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
  /// - Throws: `CodecError.outOfMemory`, `CodecError.encodingFailed`, or what the sink throws.
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
    rows = try FilteredRows(header, compression: compression, loops: loops, sink: sink)
    self.sink = sink
    rowsToCome = header.size.height
    try writeHead(header, metadata)
  }

  /// Encodes the next rows.
  ///
  /// - Parameters:
  ///   - samples: The rows without gaps; 16-bit samples in native byte order.
  ///   - count: How many rows, no more than are left.
  /// - Throws: What the sink throws.
  package func write(rows samples: UnsafeRawPointer, count: Int) throws(CodecError) {
    precondition(count >= 0 && count <= rowsToCome, "as many rows as are left")
    try rows.write(samples, count: count)
    rowsToCome -= count
  }

  /// Ends the file; every row must have been written.
  ///
  /// - Throws: What the sink throws.
  package func finish() throws(CodecError) {
    precondition(rowsToCome == 0, "rows first")
    try Self.lastChunk.withUnsafeBufferPointer { chunk throws(CodecError) in
      try sink(UnsafeRawBufferPointer(chunk))
    }
  }

  private func writeHead(_ header: ImageHeader, _ metadata: ImageMetadata) throws(CodecError) {
    var head = lenslet_buffer()
    var outcome = lenslet_outcome()
    let isDone = metadata.withLibraryMetadata(header.layout, in: .png) { metadata in
      lenslet_png_write_head(
        lenslet_header(
          width: UInt32(header.size.width), height: UInt32(header.size.height),
          channels: UInt32(header.layout.channelCount),
          bits: header.sampleType == .uint16 ? 16 : 8),
        metadata, &head, &outcome)
    }
    defer { lenslet_buffer_free(&head) }
    guard isDone else { throw CodecError(writing: .png, outcome) }
    try sink(UnsafeRawBufferPointer(start: head.start, count: head.count))
  }

  /// IEND, which has no data.
  static let lastChunk: [UInt8] = [
    0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
  ]
}
