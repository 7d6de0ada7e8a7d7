import Escaping

/// A record of the central directory of a zip archive (APPNOTE 4.3.12).
struct ZipRecord {
  /// The name with slashes between folders; bytes that are not UTF-8 stand as `\xNN`.
  let name: String

  /// Where the entry's local header stands in the file.
  let localOffset: Int

  /// Where the next record begins.
  let end: Int

  private let flags: UInt16
  private let method: ZipMethod
  private let checksum: UInt32
  private let packedSize: Int
  private let size: Int
  private let nameBytes: UnsafeRawBufferPointer

  /// Bytes of a record before its name.
  static let length = 46

  /// What a local header begins with.
  static let localMark: UInt32 = 0x0403_4b50

  private static let localLength = 30

  /// Reads the record at an offset of the file, which must end before another one.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - offset: Where the record stands.
  ///   - end: Where the directory ends.
  ///   - shift: Bytes of the file before the archive.
  /// - Throws: `WeightsError.malformed` where there is none, or its sizes are missing.
  init(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, end: Int, shift: Int
  ) throws(WeightsError) {
    guard bytes.littleEndian(at: offset, as: UInt32.self) == 0x0201_4b50,
      let flags = bytes.littleEndian(at: offset + 8, as: UInt16.self),
      let method = bytes.littleEndian(at: offset + 10, as: UInt16.self),
      let checksum = bytes.littleEndian(at: offset + 16, as: UInt32.self),
      let packedSize = bytes.littleEndian(at: offset + 20, as: UInt32.self),
      let size = bytes.littleEndian(at: offset + 24, as: UInt32.self),
      let nameLength = bytes.littleEndian(at: offset + 28, as: UInt16.self),
      let extraLength = bytes.littleEndian(at: offset + 30, as: UInt16.self),
      let commentLength = bytes.littleEndian(at: offset + 32, as: UInt16.self),
      let localOffset = bytes.littleEndian(at: offset + 42, as: UInt32.self),
      let name = bytes.range(at: offset + Self.length, count: nameLength),
      let extra = bytes.range(at: name.upperBound, count: extraLength),
      let comment = bytes.range(at: extra.upperBound, count: commentLength),
      comment.upperBound <= end
    else { throw .zip(damaged: "a record of its directory is damaged at byte \(offset)") }
    nameBytes = bytes.slice(name)
    self.name = escapedWhereInvalid(Array(nameBytes))
    self.flags = flags
    self.method = ZipMethod(method)
    self.checksum = checksum
    self.end = comment.upperBound

    var extended = ZipExtendedSizes(bytes.slice(extra))
    guard let size = Int(exactly: extended.value(for: size) ?? .max),
      let packedSize = Int(exactly: extended.value(for: packedSize) ?? .max),
      let localOffset = Int(exactly: extended.value(for: localOffset) ?? .max)
    else { throw .zip("the sizes of '\(self.name)' are missing") }
    self.size = size
    self.packedSize = packedSize
    let (place, overflow) = localOffset.addingReportingOverflow(shift)
    self.localOffset = overflow ? .max : place
  }

  /// Where the data lies, found from the local header, which must name the same entry.
  func dataRange(
    in bytes: UnsafeRawBufferPointer, end: Int
  ) throws(WeightsError) -> Range<Int> {
    guard let header = bytes.range(at: localOffset, count: Self.localLength),
      bytes.littleEndian(at: localOffset, as: UInt32.self) == Self.localMark,
      let nameLength = bytes.littleEndian(at: localOffset + 26, as: UInt16.self),
      let extraLength = bytes.littleEndian(at: localOffset + 28, as: UInt16.self),
      let localName = bytes.range(at: header.upperBound, count: nameLength),
      bytes.slice(localName).elementsEqual(nameBytes)
    else {
      throw .zip(damaged: "'\(name)' is not at byte \(localOffset), where the directory says")
    }
    guard let data = bytes.range(at: localName.upperBound + Int(extraLength), count: packedSize),
      data.upperBound <= end
    else { throw .zip(damaged: "'\(name)' does not lie within the file") }
    guard method != .stored || size == packedSize else {
      throw .zip("'\(name)' is stored with two different sizes")
    }
    return data
  }

  /// The entry, once it is known where its data lies.
  func entry(range: Range<Int>) -> ZipArchive.Entry {
    ZipArchive.Entry(
      name: name, method: method, isEncrypted: flags & 0x41 != 0, checksum: checksum, size: size,
      range: range)
  }
}

/// The 64-bit numbers that stand in a record's extra field, in the order in which they are needed.
struct ZipExtendedSizes {
  private let field: UnsafeRawBufferPointer
  private var offset = 0

  /// Finds the zip64 field (APPNOTE 4.5.3) among all extra fields.
  init(_ extra: UnsafeRawBufferPointer) {
    var position = 0
    while let tag = extra.littleEndian(at: position, as: UInt16.self),
      let length = extra.littleEndian(at: position + 2, as: UInt16.self),
      let range = extra.range(at: position + 4, count: length)
    {
      if tag == 1 {
        field = extra.slice(range)
        return
      }
      position = range.upperBound
    }
    field = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// The number itself, or the next extended one where it is the mark for that; nil without one.
  mutating func value(for number: UInt32) -> UInt64? {
    guard number == .max else { return UInt64(number) }
    defer { offset += 8 }
    return field.littleEndian(at: offset, as: UInt64.self)
  }
}
