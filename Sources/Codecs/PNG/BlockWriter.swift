import RowLoopTable

/// Writes a deflate block of bytes without repetitions (RFC 1951, 3.2.7).
struct BlockWriter {
  /// Bytes of a block besides its codes: lengths of codes, and the end to whole bytes.
  static let overhead = 144

  private let output: UnsafeMutableRawBufferPointer
  /// Whole bytes stored.
  private(set) var count = 0
  /// Bits behind them, the first lowest, fewer than 8 of them between calls.
  private var bits: UInt64 = 0
  private var bitCount: UInt64 = 0

  init(_ output: UnsafeMutableRawBufferPointer) { self.output = output }

  /// Writes the lengths of the codes: 4 bits each, as runs of equal lengths are rare.
  mutating func begin(_ code: HuffmanCode) {
    put(0b100, 3)  // not the last block; its own codes
    put(0, 5)  // 257 symbols
    put(0, 5)  // one distance, which does not occur
    put(15, 4)  // lengths of all 19 symbols of lengths: none for runs, 4 bits for the others
    for symbol in 0..<19 { put(symbol < 3 ? 0 : 4, 3) }
    for length in code.lengths { putLength(length) }
    putLength(0)
  }

  mutating func encode(
    _ bytes: UnsafeRawBufferPointer, _ code: HuffmanCode, _ loops: PNGLoops
  ) {
    guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
      let target = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    else { return }
    code.entries.withUnsafeBufferPointer { entries in
      guard let entries = entries.baseAddress else { return }
      count += loops.encode(start, bytes.count, entries, target + count, &bits, &bitCount)
    }
  }

  /// Ends the block, and goes on to a whole byte with an empty stored block.
  mutating func end(_ code: HuffmanCode) {
    let end = code.entries[HuffmanCode.end]
    put(UInt64(end & 0xffff), UInt64(end >> 16))
    put(0, 3)
    if bitCount > 0 { put(0, 8 - bitCount) }
    put(0xffff_0000, 32)
  }

  /// A length by its code of 4 bits, which is the length itself, first bit highest.
  private mutating func putLength(_ length: UInt8) {
    let value = UInt64(length)
    put(value >> 3 & 1 | value >> 1 & 2 | value << 1 & 4 | value << 3 & 8, 4)
  }

  private mutating func put(_ value: UInt64, _ width: UInt64) {
    bits |= value << bitCount
    bitCount += width
    while bitCount >= 8 {
      output[count] = UInt8(truncatingIfNeeded: bits)
      count += 1
      bits >>= 8
      bitCount -= 8
    }
  }
}
