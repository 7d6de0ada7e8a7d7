import CZlib

/// The checksum of zip archives: CRC-32 of bytes that come in pieces.
struct Checksum {
  /// The checksum of all bytes so far.
  private(set) var value: UInt32 = 0

  /// Takes the next bytes.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    // zlib takes a missing address for a request to start anew.
    guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    value = UInt32(truncatingIfNeeded: crc32_z(UInt(value), start, bytes.count))
  }

  /// The checksum of bytes that are all there.
  static func crc32(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    var checksum = Checksum()
    checksum.add(bytes)
    return checksum.value
  }
}
