/// Length and name of a chunk, the first eight bytes of it (PNG specification, third edition, 5.3).
struct PNGChunkHeader {
  /// Bytes of a header.
  static let count = 8

  /// Bytes of the data.
  let length: Int

  /// The name, its first letter highest.
  let name: UInt32

  /// Reads a header.
  ///
  /// - Parameter bytes: Eight bytes.
  init(_ bytes: some Collection<UInt8>) {
    let value = bytes.prefix(Self.count).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    length = Int(value >> 32)
    name = UInt32(truncatingIfNeeded: value)
  }

  /// Whether it can be one: a length of 31 bits, a name of letters.
  var isPossible: Bool {
    length <= 0x7fff_ffff && nameBytes.allSatisfy { (0x41...0x5a).contains($0 & 0xdf) }
  }

  /// Whether the name says that pictures can be shown without it.
  var isAncillary: Bool { name & 0x2000_0000 != 0 }

  /// Whether the name is of a kind that no version of the format has used.
  var isReserved: Bool { name & 0x2000 != 0 }

  /// The name as text.
  var text: String { String(decoding: nameBytes, as: UTF8.self) }

  /// The bytes of the name.
  var nameBytes: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: name >> $0) } }
}

extension PNGChunkHeader {
  /// Names that decide what is done with a chunk.
  enum Name {
    static let header: UInt32 = 0x4948_4452  // IHDR
    static let pixels: UInt32 = 0x4944_4154  // IDAT
    static let palette: UInt32 = 0x504c_5445  // PLTE
    static let transparency: UInt32 = 0x7452_4e53  // tRNS
    static let end: UInt32 = 0x4945_4e44  // IEND
    static let apple: UInt32 = 0x4367_4249  // CgBI
  }
}
