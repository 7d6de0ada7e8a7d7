import CImageCodecs
import Pixels

/// Reads a PNG whose rows need nothing but decompression and their filter taken off.
///
/// Memory is a few rows, whatever the height. libpng reads the chunks around the pixels of every
/// file, and the pixels of all other files.
///
/// What libpng refuses is refused. Where the checksum of the pixels begins in a chunk of its own, or
/// stands behind more pixels than the picture has, libpng passes over it; here it counts.
final class PNGRowReader: ImageRowReader {
  private let library: LibraryRowReader
  private let source: ByteSource
  private let pixels: lenslet_png_layout
  private var rows: PlainRows?
  /// What libpng found after the pixels, and where it comes from.
  private var rest: OpaquePointer?
  private var restSource: ByteSource?

  /// Prepares for the pixels; nil where only libpng can decode them.
  ///
  /// Allocates nothing that grows with the picture.
  ///
  /// - Parameter library: A PNG whose header has been read; no row may be read with it from now on.
  init?(_ library: LibraryRowReader) {
    pixels = lenslet_png_pixels(library.reader)
    guard pixels.is_plain else { return nil }
    self.library = library
    source = ByteSource {
      let bytes = lenslet_png_take(library.reader)
      return UnsafeRawBufferPointer(start: bytes.start, count: bytes.count)
    }
  }

  deinit { lenslet_reader_close(rest) }

  var header: ImageHeader { library.header }

  var rowsRead: Int { rows?.rowsRead ?? 0 }

  var orientation: Orientation { ImageMetadata.read(found).orientation }

  var metadata: ImageMetadata { ImageMetadata.read(found).metadata }

  var notices: Set<ImageNotice> {
    library.notices.union(ImageMetadata.read(found).notices)
      .union(rest.map { Set(lenslet_reader_notices($0)) } ?? [])
  }

  func read(_ count: Int, into output: UnsafeMutableRawPointer) throws(CodecError) {
    precondition(count >= 0 && count <= header.size.height - rowsRead, "as many rows as are left")
    try begun().read(count, into: output)
  }

  func finish() throws(CodecError) {
    precondition(rowsRead == header.size.height, "a picture ends after its last row")
    let source = try begun().finish()
    var outcome = lenslet_outcome()
    rest = lenslet_png_read_rest(lenslet_source(source), &outcome)
    restSource = source
    if rest == nil { throw CodecError(reading: .png, outcome) }
  }

  /// What the file has said so far; an orientation may follow the pixels.
  private var found: lenslet_metadata {
    var found = lenslet_reader_metadata(library.reader)
    if found.exif.count == 0, let rest { found.exif = lenslet_reader_metadata(rest).exif }
    return found
  }

  private func begun() throws(CodecError) -> PlainRows {
    if let rows { return rows }
    let rows = try PlainRows(source, header: header, firstChunk: Int(pixels.count))
    self.rows = rows
    return rows
  }
}
