import CImageCodecs

/// The data of consecutive IDAT chunks, checked while it is taken.
///
/// Lengths, names and checksums are judged as libpng judges them.
struct ImageDataChunks {
  /// Bytes that are checked and handed out at once: they stay in the cache until decompressed.
  private static let pieceLength = 1 << 16

  private let file: UnsafeBufferPointer<UInt8>
  /// The next byte of the file that is not taken.
  private(set) var position: Int
  /// Bytes of the current chunk that are not taken.
  private var left: Int
  private var checksum: UInt32
  /// More bytes in one chunk are refused.
  private let longestChunk: Int

  /// Starts at the data of the first chunk, whose length and name have been read.
  ///
  /// - Parameters:
  ///   - file: The file; it must outlive the chunks.
  ///   - position: The first byte of the first chunk's data.
  ///   - length: How much data the chunk has.
  ///   - rows: Bytes of all rows with their filters, as the header declares them.
  ///   - row: Bytes of one row with its filter.
  init(
    _ file: UnsafeBufferPointer<UInt8>, position: Int, length: Int, rows: Int, row: Int
  ) {
    self.file = file
    self.position = position
    left = length
    checksum = Self.nameChecksum
    // Rows that do not compress at all, in blocks of at most 32566 bytes.
    let incompressible = rows &+ 6 &+ 5 &* (rows / min(row, 32566) &+ 1)
    longestChunk = max(lenslet_max_profile_bytes, incompressible)
  }

  /// The next data, at least one byte; chunks without data are passed over.
  mutating func next() throws(CodecError) -> lenslet_bytes {
    while left == 0 {
      try endChunk()
      try beginChunk()
    }
    let piece = lenslet_bytes(
      start: file.baseAddress.map { $0 + position }, count: min(left, Self.pieceLength))
    guard piece.count <= file.count - position else { throw .endsEarly(.png) }
    checksum = lenslet_crc32(checksum, piece)
    position += piece.count
    left -= piece.count
    return piece
  }

  /// Passes over what is left of the current chunk; the position is then that of another.
  mutating func finish() throws(CodecError) {
    while left > 0 { _ = try next() }
    try endChunk()
  }

  private static let nameChecksum = Array("IDAT".utf8).withUnsafeBufferPointer {
    lenslet_crc32(0, lenslet_bytes(start: $0.baseAddress, count: $0.count))
  }

  private mutating func endChunk() throws(CodecError) {
    guard try integer() == checksum else { throw .damaged(.png, reason: "IDAT: CRC error") }
  }

  private mutating func beginChunk() throws(CodecError) {
    let length = try integer()
    let name = try integer()
    guard length <= 0x7fff_ffff else {
      throw .damaged(.png, reason: "PNG unsigned integer out of range")
    }
    guard name == 0x4944_4154 else { throw .damaged(.png, reason: "Not enough image data") }
    guard length <= longestChunk else {
      throw .damaged(.png, reason: "IDAT: chunk data is too large")
    }
    left = Int(length)
    checksum = Self.nameChecksum
  }

  /// The next four bytes as a big-endian number.
  private mutating func integer() throws(CodecError) -> UInt32 {
    guard file.count - position >= 4 else { throw .endsEarly(.png) }
    defer { position += 4 }
    return file[position..<position + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
