import CImageCodecs
package import Loops
package import Pixels

/// Writes a PNG row by row.
///
/// Memory is a few rows and the buffers of the compression, whatever the height. The chunks before
/// the pixels are libpng's.
package final class PNGRowWriter: ImageRowWriter {
  private let file = EncodedBytes()
  private let rows: FilteredRows
  private let data: ImageDataWriter
  private var rowsToCome: Int

  /// Encodes everything before the pixels.
  ///
  /// - Parameters:
  ///   - size: Width and height, each 1 to 2^31 - 1.
  ///   - layout: The channels.
  ///   - sampleType: 8 or 16 bits; real samples must be converted before.
  ///   - metadata: The colour profile and resolution to write; a profile that does not suit is left
  ///     out.
  ///   - compression: How hard to compress.
  ///   - variant: The build of the row loops.
  /// - Throws: `CodecError.outOfMemory`, `CodecError.encodingFailed`.
  package init(
    size: ImageSize, layout: ChannelLayout, sampleType: SampleType,
    metadata: ImageMetadata = ImageMetadata(), compression: PNGCompression = .default,
    variant: Variant = .best
  ) throws(CodecError) {
    precondition(sampleType != .float32, "real samples must be converted before encoding")
    let header = ImageHeader(format: .png, size: size, layout: layout, sampleType: sampleType)
    rows = try FilteredRows(header, compression: compression, loops: variant.pngLoops)
    let bytes = header.size.width.multipliedReportingOverflow(by: 8 * size.height)
    data = ImageDataWriter(length: bytes.overflow ? .max : bytes.partialValue, file: file)
    rowsToCome = size.height
    try appendHead(header, metadata)
  }

  package func write(_ rows: Int, from pixels: UnsafeRawPointer) {
    // A strip at a time, so that none waits for others.
    let strip = self.rows.rowsInStrip
    for first in stride(from: 0, to: rows, by: strip) {
      let start = pixels + first * self.rows.rowBytes
      for compression in begin(min(strip, rows - first), from: start) {
        compression.run()
        end(compression)
      }
    }
  }

  package func begin(_ rows: Int, from pixels: UnsafeRawPointer) -> [StripCompression] {
    precondition(rows >= 0 && rows <= rowsToCome, "as many rows as are left")
    rowsToCome -= rows
    return self.rows.write(pixels, count: rows)
  }

  package func end(_ compression: StripCompression) { data.write(compression) }

  package func finish() {
    precondition(rowsToCome == 0, "rows first")
    // IEND, which has no data.
    let lastChunk: [UInt8] = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]
    lastChunk.withUnsafeBytes { file.append($0) }
  }

  package func take() -> UnsafeRawBufferPointer { file.take() }

  private func appendHead(_ header: ImageHeader, _ metadata: ImageMetadata) throws(CodecError) {
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
    file.append(UnsafeRawBufferPointer(start: head.start, count: head.count))
  }
}
