/// Elements of a file before it is known what their bits mean.
struct StoredElements {
  let bytes: UnsafeRawBufferPointer
  let isBigEndian: Bool

  /// The elements as numbers with a fraction.
  func real<Value: BinaryFloatingPoint>(_ type: ElementType) -> [Value] {
    switch type {
    case .bool: map { (bits: UInt8) in bits == 0 ? 0 : 1 }
    case .uint8: map { (bits: UInt8) in Value(bits) }
    case .uint16: map { (bits: UInt16) in Value(bits) }
    case .uint32: map { (bits: UInt32) in Value(bits) }
    case .uint64: map { (bits: UInt64) in Value(bits) }
    case .int8: map { (bits: UInt8) in Value(Int8(bitPattern: bits)) }
    case .int16: map { (bits: UInt16) in Value(Int16(bitPattern: bits)) }
    case .int32: map { (bits: UInt32) in Value(Int32(bitPattern: bits)) }
    case .int64: map { (bits: UInt64) in Value(Int64(bitPattern: bits)) }
    case .float16: map { (bits: UInt16) in Value(Float(halfBits: bits)) }
    case .bfloat16: map { (bits: UInt16) in Value(Float(bitPattern: UInt32(bits) << 16)) }
    case .float32: map { (bits: UInt32) in Value(Float(bitPattern: bits)) }
    case .float64: map { (bits: UInt64) in Value(Double(bitPattern: bits)) }
    }
  }

  /// The elements as whole numbers; none of types that have fractions.
  func whole(_ type: ElementType) -> [Int64] {
    switch type {
    case .bool: map { (bits: UInt8) in bits == 0 ? 0 : 1 }
    case .uint8: map { (bits: UInt8) in Int64(bits) }
    case .uint16: map { (bits: UInt16) in Int64(bits) }
    case .uint32: map { (bits: UInt32) in Int64(bits) }
    case .uint64: map { (bits: UInt64) in Int64(bitPattern: bits) }
    case .int8: map { (bits: UInt8) in Int64(Int8(bitPattern: bits)) }
    case .int16: map { (bits: UInt16) in Int64(Int16(bitPattern: bits)) }
    case .int32: map { (bits: UInt32) in Int64(Int32(bitPattern: bits)) }
    case .int64: map { (bits: UInt64) in Int64(bitPattern: bits) }
    case .float16, .bfloat16, .float32, .float64: []
    }
  }

  /// Converts every element from its bits.
  private func map<Bits: FixedWidthInteger & BitwiseCopyable, Value>(
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
