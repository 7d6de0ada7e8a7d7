import CImageCodecs
import Pixels

/// A file being read: header first, then pixels, then what was said about them.
///
/// The one place where reading meets the C target.
struct ImageReader: ~Copyable {
  let header: ImageHeader
  private let reader: OpaquePointer

  /// Parses the header; allocates nothing that grows with the picture.
  ///
  /// - Parameters:
  ///   - file: The file; it must outlive the reader.
  ///   - format: What the first bytes show.
  /// - Throws: `CodecError` where the header ends early or is damaged or unsupported.
  init(_ file: UnsafeBufferPointer<UInt8>, format: ImageFormat) throws(CodecError) {
    let bytes = lenslet_bytes(start: file.baseAddress, count: file.count)
    var parsed = lenslet_header()
    var outcome = lenslet_outcome()
    let opened =
      switch format {
      case .png: lenslet_png_open(bytes, &parsed, &outcome)
      case .jpeg: lenslet_jpeg_open(bytes, &parsed, &outcome)
      }
    guard let opened else { throw CodecError(reading: format, outcome) }
    reader = opened
    header = ImageHeader(format: format, parsed)
  }

  deinit { lenslet_reader_close(reader) }

  /// Decodes the picture as it is stored; once a reader, and after its size has been accepted.
  func readImage() throws(CodecError) -> Image {
    let samples = try header.makeSamples { pixels, bytes throws(CodecError) in
      var outcome = lenslet_outcome()
      guard lenslet_reader_read(reader, pixels, bytes, &outcome) else {
        throw CodecError(reading: header.format, outcome)
      }
    }
    return Image(size: header.size, layout: header.layout, samples: samples)
  }

  /// Orientation, colour profile and resolution; for a PNG complete only after its pixels.
  func readMetadata() -> (orientation: Orientation, metadata: ImageMetadata) {
    ImageMetadata.read(lenslet_reader_metadata(reader))
  }
}
