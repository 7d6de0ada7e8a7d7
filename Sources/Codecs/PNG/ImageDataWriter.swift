import CImageCodecs

/// Collects a zlib stream of compressed strips into IDAT chunks.
final class ImageDataWriter {
  /// Data in a chunk at most.
  private static let chunkLength = 1 << 17
  /// Length and name before the data, the checksum behind.
  private static let (before, behind) = (8, 4)

  private let file: EncodedBytes
  private let chunk: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var checksum: UInt32 = 1

  /// Prepares a stream.
  ///
  /// - Parameters:
  ///   - length: Bytes of the picture; a small one takes little memory.
  ///   - file: Takes the chunks.
  init(length: Int, file: EncodedBytes) {
    self.file = file
    let data = min(Self.chunkLength, StripCompressor.room(for: min(Self.chunkLength, length)))
    chunk = .allocate(byteCount: Self.before + data + Self.behind, alignment: 64)
  }

  deinit { chunk.deallocate() }

  /// Adds a strip that is compressed.
  func write(_ strip: StripCompression) {
    // A window of 32 KiB, no dictionary, the least effort (RFC 1950, 2.2).
    if strip.isFirst { append([0x78, 0x01]) }
    checksum = lenslet_adler32_joined(checksum, strip.checksum, strip.count)
    append(strip.bytes)
    if strip.isLast {
      // An empty stored block, the last one.
      append([1, 0, 0, 0xff, 0xff])
      append([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> $0) })
      writeChunk()
    }
  }

  private func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { append($0) }
  }

  private func append(_ bytes: UnsafeRawBufferPointer) {
    let room = chunk.count - Self.before - Self.behind
    var rest = bytes
    while !rest.isEmpty {
      if filled == room { writeChunk() }
      let count = min(rest.count, room - filled)
      let start = Self.before + filled
      UnsafeMutableRawBufferPointer(rebasing: chunk[start..<start + count])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
      filled += count
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  private func writeChunk() {
    store(UInt32(filled), at: 0)
    store(0x4944_4154, at: 4)  // IDAT
    let checked = UnsafeRawBufferPointer(rebasing: chunk[4..<Self.before + filled])
    store(lenslet_crc32(0, lenslet_bytes(checked)), at: Self.before + filled)
    let end = Self.before + filled + Self.behind
    filled = 0
    file.append(UnsafeRawBufferPointer(rebasing: chunk[..<end]))
  }

  private func store(_ value: UInt32, at offset: Int) {
    chunk.storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt32.self)
  }
}
