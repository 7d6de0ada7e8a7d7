extension ElementType {
  /// Converts stored elements to `Float` or `Double`.
  ///
  /// Halves, bfloat16 and integers of up to 24 bits are exact as `Float`, all but integers of more
  /// than 53 bits as `Double`; the others are rounded to nearest.
  ///
  /// - Parameters:
  ///   - bytes: Elements one after another, at any alignment; a rest that is no element is left.
  ///   - isBigEndian: Whether the first byte of an element is the highest.
  /// - Returns: The values in the same order.
  package func values<Value: BinaryFloatingPoint>(
    of bytes: UnsafeRawBufferPointer, isBigEndian: Bool = false
  ) -> [Value] {
    let elements = StoredElements(bytes: bytes, isBigEndian: isBigEndian)
    return switch self {
    case .bool: elements.map { (bits: UInt8) in bits == 0 ? 0 : 1 }
    case .uint8: elements.map { (bits: UInt8) in Value(bits) }
    case .uint16: elements.map { (bits: UInt16) in Value(bits) }
    case .uint32: elements.map { (bits: UInt32) in Value(bits) }
    case .uint64: elements.map { (bits: UInt64) in Value(bits) }
    case .int8: elements.map { (bits: UInt8) in Value(Int8(bitPattern: bits)) }
    case .int16: elements.map { (bits: UInt16) in Value(Int16(bitPattern: bits)) }
    case .int32: elements.map { (bits: UInt32) in Value(Int32(bitPattern: bits)) }
    case .int64: elements.map { (bits: UInt64) in Value(Int64(bitPattern: bits)) }
    case .float16: elements.map { (bits: UInt16) in Value(Float(halfBits: bits)) }
    case .bfloat16: elements.map { (bits: UInt16) in Value(Float(bitPattern: UInt32(bits) << 16)) }
    case .float32: elements.map { (bits: UInt32) in Value(Float(bitPattern: bits)) }
    case .float64: elements.map { (bits: UInt64) in Value(Double(bitPattern: bits)) }
    }
  }
}

/// Elements of a file before it is known what their bits mean.
private struct StoredElements {
  let bytes: UnsafeRawBufferPointer
  let isBigEndian: Bool

  /// Converts every element from its bits.
  func map<Bits: FixedWidthInteger & BitwiseCopyable, Value>(
    _ convert: (Bits) -> Value
  ) -> [Value] {
    let size = MemoryLayout<Bits>.size
    let total = bytes.count / size
    return [Value](unsafeUninitializedCapacity: total) { values, count in
      for index in 0..<total {
        let stored = bytes.loadUnaligned(fromByteOffset: index * size, as: Bits.self)
        let bits = isBigEndian ? Bits(bigEndian: stored) : Bits(littleEndian: stored)
        values.initializeElement(at: index, to: convert(bits))
      }
      count = total
    }
  }
}

extension Float {
  /// The value of an IEEE 754 binary16, which not every platform's Swift knows as `Float16`.
  ///
  /// - Parameter halfBits: One bit of sign, 5 of exponent, 10 of significand.
  package init(halfBits: UInt16) {
    let shifted = UInt32(halfBits & 0x7fff) << 13
    let magnitude: Float
    if halfBits & 0x7c00 == 0x7c00 {
      magnitude = Float(bitPattern: shifted | 0x7f80_0000)
    } else {
      // The exponents' biases are 15 and 127; the product is exact, subnormal halves included.
      magnitude = Float(bitPattern: shifted) * Float(bitPattern: (112 + 127) << 23)
    }
    self = Float(bitPattern: magnitude.bitPattern | UInt32(halfBits & 0x8000) << 16)
  }
}
