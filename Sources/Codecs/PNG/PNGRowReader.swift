import CImageCodecs
import CMemory
import Pixels
package import RowLoopTable

/// Reads a PNG row by row.
///
/// Files of 8 or 16 bits without palette, tRNS and interlacing are decompressed by ISA-L and take
/// a few rows of memory. libpng reads the chunks around the pixels of every file, and the pixels of
/// all other files; an interlaced file is decoded whole at the first row.
///
/// What libpng refuses is refused, with one exception: ISA-L reads Huffman codes that leave bit
/// patterns unused, which zlib calls invalid. The checksums of chunks and pixels are right then. And
/// where the checksum of the pixels begins in a chunk of its own libpng passes over it; here it counts.
package final class PNGRowReader {
  /// Who decodes the pixels.
  package enum Decoder: Sendable {
    /// The quickest that can.
    case quickest
    /// libpng, whatever the file.
    case library
  }

  /// What the header says.
  package let header: ImageHeader

  /// Whether only a few rows are held at a time.
  package let isStreamed: Bool

  private enum Rows {
    case plain(PlainRows)
    case library
    /// All of them; none are kept where they were asked for at once.
    case whole(UnsafeMutableRawBufferPointer?)
  }

  private let file: UnsafeBufferPointer<UInt8>
  private let layout: lenslet_png_layout
  private let isPlain: Bool
  private let loops: PNGLoops
  private let reader: OpaquePointer
  /// What libpng found after pixels that it did not read.
  private var rest: OpaquePointer?
  private var rows: Rows?
  private var rowsRead = 0

  /// Parses everything before the pixels; allocates nothing that grows with the picture.
  ///
  /// - Parameters:
  ///   - file: The file; it must outlive the reader.
  ///   - decoder: Who decodes the pixels.
  /// - Throws: `CodecError` where the header ends early or is damaged.
  package convenience init(
    _ file: UnsafeBufferPointer<UInt8>, decoder: Decoder = .quickest
  ) throws(CodecError) {
    try self.init(file, decoder: decoder, loops: .best)
  }

  /// Parses everything before the pixels, with a choice of the row filters' build.
  package init(
    _ file: UnsafeBufferPointer<UInt8>, decoder: Decoder, loops: PNGLoops
  ) throws(CodecError) {
    var parsed = lenslet_header()
    var outcome = lenslet_outcome()
    let bytes = lenslet_bytes(start: file.baseAddress, count: file.count)
    guard let reader = lenslet_png_open(bytes, &parsed, &outcome) else {
      throw CodecError(reading: .png, outcome)
    }
    self.file = file
    self.loops = loops
    self.reader = reader
    header = ImageHeader(format: .png, parsed)
    layout = lenslet_png_pixels(reader)
    isPlain = layout.is_plain && decoder == .quickest
    isStreamed = !layout.is_interlaced
  }

  deinit {
    lenslet_reader_close(reader)
    lenslet_reader_close(rest)
    if case .whole(let pixels) = rows { pixels?.deallocate() }
  }

  /// Decodes the next rows, once the size in the header has been accepted.
  ///
  /// - Parameters:
  ///   - count: How many rows, no more than are left.
  ///   - output: Room for them without gaps; 16-bit samples in native byte order.
  /// - Throws: `CodecError` where the file ends early or is damaged, or memory is short.
  package func read(
    _ count: Int, into output: UnsafeMutableRawPointer
  ) throws(CodecError) {
    precondition(count >= 0 && count <= header.size.height - rowsRead, "as many rows as are left")
    if count == 0 { return }
    if rows == nil { rows = try begin(count, output) }
    switch rows {
    case nil: break
    case .plain(let plain):
      try plain.read(count, into: output)
    case .library:
      var outcome = lenslet_outcome()
      guard lenslet_png_read_rows(reader, output, UInt32(count), &outcome) else {
        throw CodecError(reading: .png, outcome)
      }
    case .whole(let pixels):
      if let pixels, let start = pixels.baseAddress {
        let rowBytes = pixels.count / header.size.height
        output.copyMemory(from: start + rowsRead * rowBytes, byteCount: count * rowBytes)
      }
    }
    rowsRead += count
  }

  /// Reads the file to its end; every row must have been read.
  ///
  /// - Returns: How the picture must be turned, its colour profile and resolution.
  /// - Throws: `CodecError` where what follows the last row ends early or is damaged.
  package func finish() throws(CodecError) -> (orientation: Orientation, metadata: ImageMetadata) {
    precondition(rowsRead == header.size.height, "rows first")
    var outcome = lenslet_outcome()
    switch rows {
    case .plain(let plain):
      let position = try plain.finish()
      let end = UnsafeBufferPointer(rebasing: file[position...])
      if !end.starts(with: PNGRowWriter.lastChunk) {
        rest = lenslet_png_read_rest(
          lenslet_bytes(start: end.baseAddress, count: end.count), &outcome)
      }
    case .library:
      _ = lenslet_png_finish(reader, &outcome)
    case .whole, nil: break
    }
    guard outcome.status == lenslet_status_done else { throw CodecError(reading: .png, outcome) }
    return readMetadata()
  }

  /// What the file has said so far: all but an orientation that follows the pixels.
  package func readMetadata() -> (orientation: Orientation, metadata: ImageMetadata) {
    var found = lenslet_reader_metadata(reader)
    if found.exif.count == 0, let rest { found.exif = lenslet_reader_metadata(rest).exif }
    return ImageMetadata.read(found)
  }

  /// Prepares for the first rows; those of an interlaced file are all decoded.
  private func begin(
    _ count: Int, _ output: UnsafeMutableRawPointer
  ) throws(CodecError) -> Rows {
    if isPlain {
      return .plain(try PlainRows(file, header: header, layout: layout, loops: loops))
    }
    if !layout.is_interlaced { return .library }
    guard let bytes = header.byteCount else { throw .outOfMemory(.png) }
    if count == header.size.height {
      try decodeWhole(into: output, bytes)
      return .whole(nil)
    }
    guard lenslet_can_allocate(bytes) else { throw .outOfMemory(.png) }
    let pixels = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    do throws(CodecError) {
      try decodeWhole(into: pixels, bytes)
    } catch {
      pixels.deallocate()
      throw error
    }
    return .whole(UnsafeMutableRawBufferPointer(start: pixels, count: bytes))
  }

  private func decodeWhole(
    into pixels: UnsafeMutableRawPointer, _ bytes: Int
  ) throws(CodecError) {
    var outcome = lenslet_outcome()
    guard lenslet_reader_read(reader, pixels, bytes, &outcome) else {
      throw CodecError(reading: .png, outcome)
    }
  }
}
