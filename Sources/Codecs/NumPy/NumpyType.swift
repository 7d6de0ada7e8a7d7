/// How the values of a NumPy file are stored.
package struct NumpyType {
  /// What the bits of a value mean.
  package enum Kind: Sendable { case float, signed, unsigned, boolean }

  /// Bytes a value.
  package let size: Int

  /// What the bits of a value mean.
  package let kind: Kind

  /// Whether the first byte of a value is the highest.
  package let isBigEndian: Bool

  /// Reads a type such as `<f4`; nil where it is not one that is read.
  package init?(_ text: String) {
    guard let order = text.first, "<>|=".contains(order) else { return nil }
    switch text.dropFirst() {
    case "f2", "f4", "f8": kind = .float
    case "i1", "i2", "i4", "i8": kind = .signed
    case "u1", "u2", "u4", "u8": kind = .unsigned
    case "b1": kind = .boolean
    default: return nil
    }
    guard let size = text.last?.wholeNumberValue, order != "|" || size == 1 else { return nil }
    self.size = size
    isBigEndian = order == ">" || (order == "=" && 1.bigEndian == 1)
  }

  /// The value whose first byte stands at an offset of a file.
  func value(of file: [UInt8], at offset: Int) -> Double {
    var bits: UInt64 = 0
    for index in 0..<size {
      let place = isBigEndian ? offset + index : offset + size - 1 - index
      bits = bits << 8 | UInt64(file[place])
    }
    switch kind {
    case .boolean: return bits == 0 ? 0 : 1
    case .unsigned: return Double(bits)
    case .signed:
      let unused = 64 - 8 * size
      return Double(Int64(bitPattern: bits << unused) >> unused)
    case .float:
      switch size {
      case 2: return Self.half(UInt16(bits))
      case 4: return Double(Float(bitPattern: UInt32(bits)))
      default: return Double(bitPattern: bits)
      }
    }
  }

  /// The value of an IEEE 754 binary16, which not every platform's Swift knows as `Float16`.
  private static func half(_ bits: UInt16) -> Double {
    let sign: FloatingPointSign = bits & 0x8000 == 0 ? .plus : .minus
    let exponent = Int(bits >> 10 & 0x1f)
    let fraction = Double(bits & 0x3ff) / 1024
    let magnitude: Double =
      switch exponent {
      case 0: Double(sign: .plus, exponent: -14, significand: fraction)
      case 31: fraction == 0 ? .infinity : .nan
      default: Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction)
      }
    return sign == .plus ? magnitude : -magnitude
  }
}
