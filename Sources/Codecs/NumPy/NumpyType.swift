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
  ///
  /// The order of bytes may be missing, or `=` or `|`: then it is that of this machine. Besides the
  /// codes that NumPy writes, its names and the letters of its C types are known.
  package init?(_ text: String) {
    let order = text.first.flatMap { "<>|=".contains($0) ? $0 : nil }
    let code = order == nil ? text : String(text.dropFirst())
    guard let known = Self.known[code] else { return nil }
    (kind, size) = known
    isBigEndian = order == ">" || (order != "<" && 1.bigEndian == 1)
  }

  private static let known: [String: (kind: Kind, size: Int)] = {
    let spellings: [(kind: Kind, size: Int, codes: [String])] = [
      (.float, 2, ["f2", "float16", "half", "e"]), (.float, 4, ["f4", "float32", "single", "f"]),
      (.float, 8, ["f8", "float64", "double", "float", "d"]), (.signed, 1, ["i1", "int8", "b"]),
      (.signed, 2, ["i2", "int16", "h"]), (.signed, 4, ["i4", "int32", "i"]),
      (.signed, 8, ["i8", "int64", "int", "l", "q"]), (.unsigned, 1, ["u1", "uint8", "B"]),
      (.unsigned, 2, ["u2", "uint16", "H"]), (.unsigned, 4, ["u4", "uint32", "I"]),
      (.unsigned, 8, ["u8", "uint64", "uint", "L", "Q"]), (.boolean, 1, ["b1", "bool", "?"]),
    ]
    return Dictionary(
      uniqueKeysWithValues: spellings.flatMap { kind, size, codes in
        codes.map { ($0, (kind, size)) }
      })
  }()

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
