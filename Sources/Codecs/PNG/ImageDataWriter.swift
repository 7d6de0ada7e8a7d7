import CImageCodecs

/// Compresses bytes into IDAT chunks.
final class ImageDataWriter {
  /// Data in a chunk at most.
  private static let chunkLength = 1 << 17
  /// Length and name before the data, the checksum behind.
  private static let (before, behind) = (8, 4)

  private let deflater: OpaquePointer
  private let sink: PNGRowWriter.Sink
  private let chunk: UnsafeMutableRawBufferPointer
  private var filled = 0

  /// Prepares a stream.
  ///
  /// - Parameters:
  ///   - length: Bytes that will be compressed; a small picture takes little memory.
  ///   - sink: Takes the chunks.
  /// - Throws: `CodecError.outOfMemory`.
  init(length: Int, sink: @escaping PNGRowWriter.Sink) throws(CodecError) {
    guard let deflater = lenslet_deflater_open() else { throw .outOfMemory(.png) }
    self.deflater = deflater
    self.sink = sink
    let room = min(Self.chunkLength, length / 2 + 1024)
    chunk = .allocate(byteCount: Self.before + room + Self.behind, alignment: 64)
  }

  deinit {
    lenslet_deflater_close(deflater)
    chunk.deallocate()
  }

  /// Compresses more bytes.
  ///
  /// - Parameters:
  ///   - bytes: Any number of them.
  ///   - isLast: Whether these are the last; all data is then written.
  /// - Throws: What the sink throws.
  func write(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws(CodecError) {
    var input = lenslet_bytes(
      start: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), count: bytes.count)
    let room = chunk.count - Self.before - Self.behind
    var isAtEnd = false
    while input.count > 0 || (isLast && !isAtEnd) {
      filled += lenslet_deflate(
        deflater, &input, isLast, chunk.baseAddress.map { $0 + Self.before + filled },
        room - filled, &isAtEnd)
      if filled == room || isAtEnd { try writeChunk() }
    }
  }

  private func writeChunk() throws(CodecError) {
    if filled == 0 { return }
    store(UInt32(filled), at: 0)
    store(0x4944_4154, at: 4)  // IDAT
    let checked = UnsafeRawBufferPointer(rebasing: chunk[4..<Self.before + filled])
    let bytes = lenslet_bytes(
      start: checked.baseAddress?.assumingMemoryBound(to: UInt8.self), count: checked.count)
    store(lenslet_crc32(0, bytes), at: Self.before + filled)
    let end = Self.before + filled + Self.behind
    filled = 0
    try sink(UnsafeRawBufferPointer(rebasing: chunk[..<end]))
  }

  private func store(_ value: UInt32, at offset: Int) {
    chunk.storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt32.self)
  }
}
