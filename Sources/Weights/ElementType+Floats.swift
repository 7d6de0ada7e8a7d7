extension ElementType {
  /// Converts stored numbers to `Float`.
  ///
  /// - Parameters:
  ///   - bytes: Whole elements of this type.
  ///   - isBigEndian: Whether the highest byte of each is first.
  /// - Returns: A number for each; what `Float` cannot hold is rounded to the nearest.
  package func values(of bytes: UnsafeRawBufferPointer, isBigEndian: Bool = false) -> [Float] {
    func convert<Bits: FixedWidthInteger & BitwiseCopyable>(
      _ convert: (Bits) -> Float
    ) -> [Float] {
      let size = MemoryLayout<Bits>.size
      let count = bytes.count / size
      return [Float](unsafeUninitializedCapacity: count) { floats, filled in
        for index in 0..<count {
          let bits = bytes.loadUnaligned(fromByteOffset: index * size, as: Bits.self)
          floats[index] = convert(isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits))
        }
        filled = count
      }
    }
    return switch self {
    case .float16: convert(Float.init(halfBits:))
    case .bfloat16: convert { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
    case .float32: convert(Float.init(bitPattern:))
    case .float64: convert { (bits: UInt64) in Float(Double(bitPattern: bits)) }
    case .int8: convert { (bits: Int8) in Float(bits) }
    case .int16: convert { (bits: Int16) in Float(bits) }
    case .int32: convert { (bits: Int32) in Float(bits) }
    case .int64: convert { (bits: Int64) in Float(bits) }
    case .uint8, .bool: convert { (bits: UInt8) in Float(bits) }
    case .uint16: convert { (bits: UInt16) in Float(bits) }
    case .uint32: convert { (bits: UInt32) in Float(bits) }
    case .uint64: convert { (bits: UInt64) in Float(bits) }
    }
  }
}

extension Float {
  /// The value of a number of half precision (IEEE 754 binary16), which `Float` holds exactly.
  init(halfBits bits: UInt16) {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10 & 0x1f)
    let fraction = UInt32(bits & 0x3ff)
    switch exponent {
    case 0:
      let magnitude = Float(fraction) * 0x1p-24
      self = sign == 0 ? magnitude : -magnitude
    case 0x1f: self.init(bitPattern: sign | 0x7f80_0000 | fraction << 13)
    default: self.init(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
