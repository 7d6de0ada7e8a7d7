import CZlib

/// Raw deflate streams (RFC 1951), inflated by zlib into as much memory as was promised.
enum Inflation {
  /// The most that deflate can do: 258 bytes from two bits.
  private static let greatestRatio = 1032

  /// Above this size a ratio that weights never have is taken for an attack.
  private static let suspiciousSize = 1 << 28
  private static let suspiciousRatio = 200

  /// Inflates a stream that must give exactly so many bytes.
  ///
  /// - Parameters:
  ///   - packed: The whole stream.
  ///   - size: Bytes that it gives.
  ///   - name: The name of the entry, for messages.
  /// - Returns: The bytes.
  /// - Throws: `WeightsError.malformed`; for an absurd size before memory is taken.
  static func all(
    of packed: UnsafeRawBufferPointer, size: Int, name: String
  ) throws(WeightsError) -> [UInt8] {
    let ratio = size > suspiciousSize ? suspiciousRatio : greatestRatio
    guard size / ratio <= packed.count else {
      throw .zip("'\(name)' claims to inflate from \(packed.count) to \(size) bytes")
    }
    var isComplete = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      (count, isComplete) = run(packed, into: UnsafeMutableRawBufferPointer(buffer))
    }
    guard isComplete, bytes.count == size else {
      throw .zip(damaged: "'\(name)' does not inflate to the \(size) bytes that it should have")
    }
    return bytes
  }

  /// Inflates the beginning of a stream that must have at least so many bytes.
  static func start(
    of packed: UnsafeRawBufferPointer, count: Int, name: String
  ) throws(WeightsError) -> [UInt8] {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      (filled, _) = run(packed, into: UnsafeMutableRawBufferPointer(buffer))
    }
    guard bytes.count == count else { throw .zip(damaged: "'\(name)' does not inflate") }
    return bytes
  }

  /// Inflates until the output is full or the stream ends.
  ///
  /// - Returns: How many bytes came out, and whether the stream ended there with its last byte.
  private static func run(
    _ packed: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (count: Int, isComplete: Bool) {
    var stream = z_stream()
    guard
      inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK
    else { return (0, false) }
    defer { inflateEnd(&stream) }
    // zlib counts in 32 bits, so that long streams go through it in pieces.
    let piece = 1 << 30
    var read = 0
    var written = 0
    // One byte more than was promised shows a stream that has more to give.
    var spare: UInt8 = 0
    return withUnsafeMutablePointer(to: &spare) { spare in
      while true {
        let input = UnsafeMutableRawPointer(mutating: packed.baseAddress.map { $0 + read })
        stream.next_in = input?.assumingMemoryBound(to: UInt8.self)
        stream.avail_in = UInt32(min(piece, packed.count - read))
        let isFull = written == output.count
        let target = output.baseAddress.map { ($0 + written).assumingMemoryBound(to: UInt8.self) }
        stream.next_out = isFull ? spare : target
        stream.avail_out = isFull ? 1 : UInt32(min(piece, output.count - written))
        let (given, room) = (stream.avail_in, stream.avail_out)
        let status = inflate(&stream, Z_NO_FLUSH)
        read += Int(given - stream.avail_in)
        let produced = Int(room - stream.avail_out)
        if isFull, produced > 0 { return (written, false) }
        written += produced
        if status == Z_STREAM_END { return (written, read == packed.count) }
        guard status == Z_OK, produced > 0 || given > stream.avail_in else {
          return (written, false)
        }
      }
    }
  }
}
