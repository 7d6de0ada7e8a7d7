import Pixels

/// Reads a picture as another reader does, and refuses what is not by the book as soon as it shows.
final class StrictRowReader: ImageRowReader {
  private let reader: any ImageRowReader

  /// Judges what was found up to the pixels.
  ///
  /// - Parameter reader: A reader of which no row was read.
  /// - Throws: `CodecError.notByTheBook`.
  init(_ reader: any ImageRowReader) throws(CodecError) {
    self.reader = reader
    try check()
  }

  var header: ImageHeader { reader.header }

  var orientation: Orientation { reader.orientation }

  var metadata: ImageMetadata { reader.metadata }

  var notices: Set<ImageNotice> { reader.notices }

  var rowsRead: Int { reader.rowsRead }

  func read(_ rows: Int, into pixels: UnsafeMutableRawPointer) throws(CodecError) {
    try reader.read(rows, into: pixels)
    try check()
  }

  func finish() throws(CodecError) {
    try reader.finish()
    try check()
  }

  private func check() throws(CodecError) {
    let notices = reader.notices
    if !notices.isEmpty { throw .notByTheBook(header.format, notices.sorted()) }
  }
}
