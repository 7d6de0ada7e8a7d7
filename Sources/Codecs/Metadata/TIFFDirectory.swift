/// The first directory of a TIFF structure, read with bounds checked, in either byte order.
struct TIFFDirectory {
  /// A field of a directory.
  struct Entry {
    /// What the field means.
    let tag: Int

    /// The type of its values.
    let type: ValueType?

    /// How many values it has.
    let count: Int

    /// Where the first value stands.
    let valueOffset: Int
  }

  /// The types of numbers that fields have (TIFF 6.0, section 2, and Exif 2.32, 4.6.2; those of eight
  /// bytes are BigTIFF's).
  enum ValueType: Int {
    case byte = 1
    case short = 3
    case long = 4
    case rational = 5
    case signedByte = 6
    case signedShort = 8
    case signedLong = 9
    case signedRational = 10
    case long8 = 16
    case signedLong8 = 17

    /// Bytes of a value.
    var size: Int {
      switch self {
      case .byte, .signedByte: 1
      case .short, .signedShort: 2
      case .long, .signedLong: 4
      case .rational, .signedRational, .long8, .signedLong8: 8
      }
    }

    /// Whether values may be negative.
    var isSigned: Bool {
      switch self {
      case .byte, .short, .long, .rational, .long8: false
      case .signedByte, .signedShort, .signedLong, .signedRational, .signedLong8: true
      }
    }

    /// Whether values are fractions.
    var isRational: Bool { self == .rational || self == .signedRational }
  }

  private let bytes: [UInt8]
  private let isBigEndian: Bool

  /// The fields, as far as the structure goes.
  private(set) var entries: [Entry] = []

  /// Whether the structure has all fields that it states.
  private(set) var isWhole = true

  /// Reads a directory; nil where there is none.
  ///
  /// - Parameter bytes: The structure, from its byte order mark on.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0x49, 0x49, 0x2a, 0]) {
      isBigEndian = false
    } else if bytes.starts(with: [0x4d, 0x4d, 0, 0x2a]) {
      isBigEndian = true
    } else {
      return nil
    }
    guard let start = integer(at: 4, size: 4), let count = integer(at: start, size: 2) else {
      return nil
    }
    for index in 0..<count {
      guard let entry = entry(at: start + 2 + index * 12) else {
        isWhole = false
        break
      }
      entries.append(entry)
    }
  }

  private func entry(at offset: Int) -> Entry? {
    guard let tag = integer(at: offset, size: 2), let type = integer(at: offset + 2, size: 2),
      let count = integer(at: offset + 4, size: 4), let value = integer(at: offset + 8, size: 4)
    else { return nil }
    let known = ValueType(rawValue: type)
    // What does not fit into four bytes stands elsewhere.
    let isInside = known.map { $0.size * count <= 4 } ?? true
    return Entry(tag: tag, type: known, count: count, valueOffset: isInside ? offset + 8 : value)
  }

  /// The first value of a field of integers of any type; nil where it has none.
  func integer(_ entry: Entry) -> Int? {
    guard let type = entry.type, !type.isRational, entry.count > 0 else { return nil }
    return integer(at: entry.valueOffset, size: type.size, isSigned: type.isSigned)
  }

  /// The first value of a field of fractions or integers, where it is more than 0; else nil.
  func positive(_ entry: Entry) -> Double? {
    guard let type = entry.type, entry.count > 0 else { return nil }
    guard type.isRational else {
      return integer(entry).flatMap { $0 > 0 ? Double($0) : nil }
    }
    let (offset, isSigned) = (entry.valueOffset, type.isSigned)
    guard let numerator = integer(at: offset, size: 4, isSigned: isSigned),
      let denominator = integer(at: offset + 4, size: 4, isSigned: isSigned), denominator != 0
    else { return nil }
    let value = Double(numerator) / Double(denominator)
    return value > 0 ? value : nil
  }

  /// A number of so many bytes, 8 at most; nil where it is none of ours.
  private func integer(at offset: Int, size: Int, isSigned: Bool = false) -> Int? {
    guard offset >= 0, offset <= bytes.count - size else { return nil }
    let field = bytes[offset..<offset + size]
    let bits =
      isBigEndian
      ? field.reduce(0) { $0 << 8 | UInt64($1) }
      : field.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    guard isSigned else { return Int(exactly: bits) }
    // The sign comes from the highest bit.
    let unused = 64 - 8 * size
    return Int(Int64(bitPattern: bits << unused) >> unused)
  }
}
