import CImageCodecs
import Pixels

/// A PNG as libpng writes it; what it has written is passed on after each call.
///
/// The one place where writing a PNG meets libpng.
final class LibraryRows {
  private let sink: PNGRowWriter.Sink
  private let written: UnsafeMutablePointer<lenslet_buffer>
  private var writer: OpaquePointer?

  /// Writes everything before the pixels.
  ///
  /// - Parameters:
  ///   - header: Size and samples.
  ///   - metadata: The colour profile and resolution to write, where they suit.
  ///   - sink: Takes the file.
  /// - Throws: `CodecError.outOfMemory`, `CodecError.encodingFailed`, or what the sink throws.
  init(
    _ header: ImageHeader, _ metadata: ImageMetadata, sink: @escaping PNGRowWriter.Sink
  ) throws(CodecError) {
    self.sink = sink
    written = .allocate(capacity: 1)
    written.initialize(to: lenslet_buffer())
    var outcome = lenslet_outcome()
    writer = metadata.withLibraryMetadata(header.layout, in: .png) { metadata in
      lenslet_png_writer_open(
        lenslet_header(
          width: UInt32(header.size.width), height: UInt32(header.size.height),
          channels: UInt32(header.layout.channelCount),
          bits: header.sampleType == .uint16 ? 16 : 8),
        metadata, written, &outcome)
    }
    try passOn(isDone: writer != nil, outcome)
  }

  deinit {
    lenslet_png_writer_close(writer)
    lenslet_buffer_free(written)
    written.deallocate()
  }

  /// Encodes the next rows.
  ///
  /// - Parameters:
  ///   - samples: The rows without gaps; 16-bit samples in native byte order.
  ///   - count: How many rows, no more than are left.
  /// - Throws: `CodecError.encodingFailed`, or what the sink throws.
  func write(_ samples: UnsafeRawPointer, count: Int) throws(CodecError) {
    var outcome = lenslet_outcome()
    let isDone = lenslet_png_write_rows(writer, samples, UInt32(count), &outcome)
    try passOn(isDone: isDone, outcome)
  }

  /// Ends the file after its last row.
  ///
  /// - Throws: `CodecError.encodingFailed`, or what the sink throws.
  func finish() throws(CodecError) {
    var outcome = lenslet_outcome()
    let isDone = lenslet_png_write_end(writer, &outcome)
    try passOn(isDone: isDone, outcome)
  }

  private func passOn(isDone: Bool, _ outcome: lenslet_outcome) throws(CodecError) {
    guard isDone else { throw CodecError(writing: .png, outcome) }
    if written.pointee.count == 0 { return }
    let bytes = UnsafeRawBufferPointer(start: written.pointee.start, count: written.pointee.count)
    written.pointee.count = 0
    try sink(bytes)
  }
}
