import CImageCodecs
import Loops
import Pixels

/// Reads a PNG whose rows need nothing but decompression and their filter taken off.
///
/// Memory is a few rows, whatever the height. libpng reads the header of every file, and the pixels of
/// all others.
///
/// Pixels that libpng refuses are refused. Where the checksum of the pixels begins in a chunk of its
/// own, or stands behind more pixels than the picture has, libpng passes over it; here it counts.
final class PNGRowReader: ImageRowReader {
  private let library: LibraryRowReader
  private let source: ByteSource
  private let variant: Variant
  private let pixels: lenslet_png_layout
  private var rows: PlainRows?
  /// What libpng found after the pixels.
  private var restNotices: UInt32 = 0

  /// Prepares for the pixels; nil where only libpng can decode them.
  ///
  /// Allocates nothing that grows with the picture.
  ///
  /// - Parameters:
  ///   - library: A PNG whose header has been read; no row may be read with it from now on.
  ///   - variant: The build of the row loops.
  init?(_ library: LibraryRowReader, variant: Variant) {
    pixels = lenslet_png_pixels(library.reader)
    guard pixels.is_plain else { return nil }
    self.library = library
    self.variant = variant
    source = ByteSource {
      let bytes = lenslet_png_take(library.reader)
      return UnsafeRawBufferPointer(start: bytes.start, count: bytes.count)
    }
  }

  var header: ImageHeader { library.header }

  var rowsRead: Int { rows?.rowsRead ?? 0 }

  var orientation: Orientation { library.orientation }

  var metadata: ImageMetadata { library.metadata }

  var notices: Set<ImageNotice> {
    library.notices.union(Set(restNotices))
      .union(rows?.hasSurplus == true ? [.surplusData] : [])
  }

  func read(_ count: Int, into output: UnsafeMutableRawPointer) throws(CodecError) {
    precondition(count >= 0 && count <= header.size.height - rowsRead, "as many rows as are left")
    try begun().read(count, into: output)
  }

  func finish() throws(CodecError) {
    precondition(rowsRead == header.size.height, "a picture ends after its last row")
    let source = try begun().finish()
    var outcome = lenslet_outcome()
    let isSound = withExtendedLifetime(source) {
      lenslet_png_read_rest(lenslet_source(source), &restNotices, &outcome)
    }
    if !isSound { throw CodecError(reading: .png, outcome) }
  }

  private func begun() throws(CodecError) -> PlainRows {
    if let rows { return rows }
    let rows = try PlainRows(
      source, header: header, firstChunk: Int(pixels.count), loops: variant.pngLoops)
    self.rows = rows
    return rows
  }
}
