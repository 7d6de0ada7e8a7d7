import CImageCodecs

/// The data of consecutive IDAT chunks, checked while it is taken.
///
/// Lengths, names and checksums are judged as libpng judges them.
struct ImageDataChunks {
  /// Bytes that are checked and handed out at once: they stay in the cache until decompressed.
  private static let pieceLength = 1 << 16

  private let source: ByteSource
  /// What is left of the block that the source gave last.
  private var block = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Bytes of the current chunk that are not taken.
  private var left: Int
  private var checksum: UInt32
  /// More bytes in one chunk are refused.
  private let longestChunk: Int

  /// Starts at the data of the first chunk, whose length and name have been read.
  ///
  /// - Parameters:
  ///   - source: The file from the first byte of the first chunk's data on.
  ///   - length: How much data the chunk has.
  ///   - rows: Bytes of all rows with their filters, as the header declares them.
  ///   - row: Bytes of one row with its filter.
  init(
    _ source: ByteSource, length: Int, rows: Int, row: Int
  ) {
    self.source = source
    left = length
    checksum = Self.nameChecksum
    // Rows that do not compress at all, in blocks of at most 32566 bytes.
    let incompressible = rows &+ 6 &+ 5 &* (rows / min(row, 32566) &+ 1)
    longestChunk = max(lenslet_max_profile_bytes, incompressible)
  }

  /// Whether the current chunk has data that has not been taken.
  var hasMoreInChunk: Bool { left > 0 }

  /// The next data, at least one byte, valid until the next call; chunks without data are passed over.
  mutating func next() throws(CodecError) -> lenslet_bytes {
    while left == 0 {
      try endChunk()
      try beginChunk()
    }
    let bytes = try take(min(left, Self.pieceLength))
    let piece = lenslet_bytes(
      start: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), count: bytes.count)
    checksum = lenslet_crc32(checksum, piece)
    left -= piece.count
    return piece
  }

  /// Passes over what is left of the current chunk.
  ///
  /// - Returns: The file from the next chunk on.
  mutating func finish() throws(CodecError) -> ByteSource {
    while left > 0 { _ = try next() }
    try endChunk()
    let source = source
    var rest = block
    return ByteSource {
      if rest.isEmpty { return source.next() }
      defer { rest = UnsafeRawBufferPointer(start: nil, count: 0) }
      return rest
    }
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
    var value: UInt32 = 0
    for _ in 0..<4 { value = value << 8 | UInt32(try take(1)[0]) }
    return value
  }

  /// The next bytes of the file, at least one and at most a number.
  private mutating func take(_ count: Int) throws(CodecError) -> UnsafeRawBufferPointer {
    if block.isEmpty { block = source.next() }
    if block.isEmpty { throw .endsEarly(.png) }
    defer { block = UnsafeRawBufferPointer(rebasing: block.dropFirst(count)) }
    return UnsafeRawBufferPointer(rebasing: block.prefix(count))
  }
}
