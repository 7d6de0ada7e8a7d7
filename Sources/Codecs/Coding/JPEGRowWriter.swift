import CImageCodecs
import Pixels

/// Writes a JPEG row by row.
///
/// The one place where writing a JPEG meets the C target.
final class JPEGRowWriter: ImageRowWriter {
  private let writer: OpaquePointer

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - size: Width and height, which the format holds.
  ///   - layout: The channels, without alpha.
  ///   - metadata: The colour profile and resolution to write.
  ///   - quality: 1 to 100.
  ///   - subsampling: How many pixels share the samples of colours.
  /// - Throws: `CodecError` where memory is short.
  init(
    size: ImageSize, layout: ChannelLayout, metadata: ImageMetadata, quality: Int,
    subsampling: ChromaSubsampling
  ) throws(CodecError) {
    let pixels = lenslet_header(
      width: UInt32(size.width), height: UInt32(size.height),
      channels: UInt32(layout.channelCount), bits: 8)
    let quality = lenslet_jpeg_quality(
      scale: CInt(quality), shared_columns: CInt(subsampling.columns),
      shared_rows: CInt(subsampling.rows))
    var outcome = lenslet_outcome()
    let begun = metadata.withLibraryMetadata(layout, in: .jpeg) { written in
      lenslet_jpeg_begin(pixels, written, quality, &outcome)
    }
    guard let begun else { throw CodecError(writing: .jpeg, outcome) }
    writer = begun
  }

  deinit { lenslet_jpeg_close(writer) }

  func write(_ rows: Int, from pixels: UnsafeRawPointer) throws(CodecError) {
    var outcome = lenslet_outcome()
    let done = lenslet_jpeg_write(writer, pixels, UInt32(rows), &outcome)
    if !done { throw CodecError(writing: .jpeg, outcome) }
  }

  func begin(
    _ rows: Int, from pixels: UnsafeRawPointer
  ) throws(CodecError) -> [StripCompression] {
    try write(rows, from: pixels)
    return []
  }

  func end(_ compression: StripCompression) {}

  func finish() throws(CodecError) {
    var outcome = lenslet_outcome()
    let done = lenslet_jpeg_finish(writer, &outcome)
    if !done { throw CodecError(writing: .jpeg, outcome) }
  }

  func take() -> UnsafeRawBufferPointer {
    let bytes = lenslet_jpeg_take(writer)
    return UnsafeRawBufferPointer(start: bytes.start, count: bytes.count)
  }
}
