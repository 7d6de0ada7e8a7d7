import CImageCodecs
import Pixels

/// A file that libpng or libjpeg decodes.
final class LibraryRowReader: ImageRowReader {
  let header: ImageHeader
  private(set) var rowsRead = 0
  let reader: OpaquePointer
  /// What stands between the file and libpng; nil for a JPEG.
  let chunks: PNGChunks?
  private let source: ByteSource
  private let maxScans: Int

  /// Parses the header; allocates nothing that grows with the picture.
  ///
  /// - Parameters:
  ///   - source: The file; what it gives out must outlive the reader.
  ///   - format: What the first bytes show.
  ///   - isStrict: Whether all that is not by the book is looked for.
  ///   - maxScans: Scans of a JPEG at most.
  /// - Throws: `CodecError` where the header ends early or is damaged or unsupported.
  init(
    _ source: ByteSource, format: ImageFormat, isStrict: Bool, maxScans: Int
  ) throws(CodecError) {
    let chunks = format == .png ? PNGChunks(source, isStrict: isStrict) : nil
    let source = chunks.map { ByteSource($0.next) } ?? source
    // The reader keeps the source alive, so that C need not.
    let bytes = lenslet_source(source)
    var parsed = lenslet_header()
    var access = lenslet_access()
    var outcome = lenslet_outcome()
    let opened =
      switch format {
      case .png: lenslet_png_open(bytes, &parsed, &access, &outcome)
      case .jpeg: lenslet_jpeg_open(bytes, UInt32(clamping: maxScans), &parsed, &access, &outcome)
      }
    guard let opened else {
      throw chunks?.isApple == true
        ? .applePNG : CodecError(reading: format, outcome, maxScans: maxScans)
    }
    reader = opened
    self.maxScans = maxScans
    self.chunks = chunks
    header = ImageHeader(format: format, parsed, access)
    self.source = source
  }

  deinit { lenslet_reader_close(reader) }

  func read(_ rows: Int, into pixels: UnsafeMutableRawPointer) throws(CodecError) {
    precondition(
      rows <= header.size.height - rowsRead, "a picture has no more rows than its height")
    precondition(
      !header.isInterlaced || rows == header.size.height, "an interlaced picture is read at once")
    var outcome = lenslet_outcome()
    let done = lenslet_reader_read(reader, pixels, UInt32(rows), &outcome)
    rowsRead += Int(outcome.rows)
    if !done { throw CodecError(reading: header.format, outcome, maxScans: maxScans) }
  }

  func finish() throws(CodecError) {
    precondition(rowsRead == header.size.height, "a picture ends after its last row")
    var outcome = lenslet_outcome()
    let done = lenslet_reader_finish(reader, &outcome)
    if !done { throw CodecError(reading: header.format, outcome, maxScans: maxScans) }
  }

  var orientation: Orientation { found.orientation }

  var metadata: ImageMetadata { found.metadata }

  var notices: Set<ImageNotice> {
    found.notices.union(Set(lenslet_reader_notices(reader))).union(chunks?.notices ?? [])
  }

  private var found: (orientation: Orientation, metadata: ImageMetadata, notices: Set<ImageNotice>)
  {
    ImageMetadata.read(lenslet_reader_metadata(reader), notes: chunks?.notes, header.layout)
  }
}
