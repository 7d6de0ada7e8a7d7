/// The checksum of PNG chunks and zip archives, bit by bit (PNG specification, annex D).
///
/// - Parameter data: Any bytes.
/// - Returns: The CRC-32.
public func plainCRC32(_ data: [UInt8]) -> UInt32 {
  var sum = UInt32.max
  for byte in data {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
  }
  return ~sum
}

/// The checksum of zlib streams, byte by byte (RFC 1950, section 8.2).
///
/// - Parameter data: Any bytes.
/// - Returns: The Adler-32.
public func plainAdler32(_ data: [UInt8]) -> UInt32 {
  var a: UInt32 = 1
  var b: UInt32 = 0
  for byte in data {
    a = (a + UInt32(byte)) % 65521
    b = (b + a) % 65521
  }
  return b << 16 | a
}
