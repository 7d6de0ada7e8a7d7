import Spelling

/// Where the central directory of a zip archive lies, as its last record says.
///
/// Other bytes may lie before the archive, such as a program that unpacks it, and behind it: as in
/// Python's `zipfile` the directory ends where its last record begins, and what the record says too
/// little is added to all offsets.
struct ZipDirectory {
  /// Where its records lie.
  let range: Range<Int>

  /// How many there are.
  let count: Int

  /// Bytes before the archive, from whose end offsets are counted.
  let shift: Int

  private static let endLength = 22
  private static let longestComment = 65_535

  /// Finds the directory from the end of the archive.
  init(_ bytes: UnsafeRawBufferPointer) throws(WeightsError) {
    guard let end = Self.endRecord(bytes) else {
      throw .zip("it has no directory at its end: it was cut off, copy or download it again")
    }
    guard let disk = bytes.littleEndian(at: end + 4, as: UInt16.self),
      let firstDisk = bytes.littleEndian(at: end + 6, as: UInt16.self),
      let count = bytes.littleEndian(at: end + 10, as: UInt16.self),
      let length = bytes.littleEndian(at: end + 12, as: UInt32.self),
      let offset = bytes.littleEndian(at: end + 16, as: UInt32.self)
    else { throw .zip("the end of its directory is cut off") }

    let fields: (count: UInt64, length: UInt64, offset: UInt64, limit: Int)
    if count == .max || length == .max || offset == .max,
      let extended = try Self.extendedEnd(bytes, before: end)
    {
      fields = extended
    } else {
      guard disk == 0, firstDisk == 0 else { throw Self.severalVolumes }
      fields = (UInt64(count), UInt64(length), UInt64(offset), end)
    }
    guard let stated = bytes.range(at: fields.offset, count: fields.length),
      stated.upperBound <= fields.limit
    else { throw .zip(damaged: "its directory does not lie within the file") }
    let shift = fields.limit - stated.upperBound
    let shifted = stated.lowerBound + shift..<fields.limit
    let isShifted = shift > 0 && Self.isDirectory(bytes, shifted, shift: shift)
    range = isShifted ? shifted : stated
    self.shift = isShifted ? shift : 0
    guard let entries = Int(exactly: fields.count), entries <= range.count / ZipRecord.length else {
      throw .zip("its directory is too short for \(fields.count) entries")
    }
    self.count = entries
  }

  /// Whether an archive with entries lies within bytes that begin as something else.
  static func isBehindOthers(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let directory = try? ZipDirectory(bytes) else { return false }
    return isDirectory(bytes, directory.range, shift: directory.shift)
  }

  /// Whether a directory begins with a record, and that leads to an entry.
  private static func isDirectory(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, shift: Int
  ) -> Bool {
    guard
      let record = try? ZipRecord(bytes, at: range.lowerBound, end: range.upperBound, shift: shift)
    else { return false }
    return bytes.littleEndian(at: record.localOffset, as: UInt32.self) == ZipRecord.localMark
  }

  /// Where the record of the end stands: the last one whose comment reaches to the end of the file,
  /// else the last one.
  private static func endRecord(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let last = bytes.count - endLength
    guard last >= 0 else { return nil }
    var fallback: Int?
    for offset in stride(from: last, through: max(0, last - longestComment), by: -1)
    where bytes.littleEndian(at: offset, as: UInt32.self) == 0x0605_4b50 {
      let comment = bytes.littleEndian(at: offset + 20, as: UInt16.self)
      if comment.map({ Int($0) == last - offset }) == true { return offset }
      fallback = fallback ?? offset
    }
    return fallback
  }

  /// The fields of the zip64 record; nil where there is none (APPNOTE 4.3.14 and 4.3.15).
  private static func extendedEnd(
    _ bytes: UnsafeRawBufferPointer, before end: Int
  ) throws(WeightsError) -> (count: UInt64, length: UInt64, offset: UInt64, limit: Int)? {
    let locator = end - 20
    guard bytes.littleEndian(at: locator, as: UInt32.self) == 0x0706_4b50 else { return nil }
    guard let disk = bytes.littleEndian(at: locator + 4, as: UInt32.self),
      let volumes = bytes.littleEndian(at: locator + 16, as: UInt32.self), disk == 0, volumes <= 1
    else { throw severalVolumes }
    // With bytes before the archive the record is not where the locator says, but just before it.
    let places = [
      bytes.littleEndian(at: locator + 8, as: UInt64.self).flatMap(Int.init(exactly:)),
      locator - extendedLength,
    ]
    let record = places.compactMap(\.self).first { place in
      bytes.range(at: place, count: extendedLength).map { $0.upperBound <= locator } == true
        && bytes.littleEndian(at: place, as: UInt32.self) == 0x0606_4b50
    }
    guard let record, let count = bytes.littleEndian(at: record + 32, as: UInt64.self),
      let length = bytes.littleEndian(at: record + 40, as: UInt64.self),
      let offset = bytes.littleEndian(at: record + 48, as: UInt64.self)
    else { throw .zip("the zip64 end of its directory is not where it should be") }
    return (count, length, offset, record)
  }

  private static let extendedLength = 56

  private static var severalVolumes: WeightsError {
    .zip(unsupported: "the archive is split into several files")
  }

  /// The entries, each checked against its local header and against the others.
  func entries(of bytes: UnsafeRawBufferPointer) throws(WeightsError) -> [ZipArchive.Entry] {
    var entries: [ZipArchive.Entry] = []
    var names: Set<ExactName> = []
    var spans: [Range<Int>] = []
    var offset = range.lowerBound
    for _ in 0..<count {
      let record = try ZipRecord(bytes, at: offset, end: range.upperBound, shift: shift)
      offset = record.end
      guard names.insert(ExactName(record.name)).inserted else {
        throw .zip("'\(record.name)' occurs twice")
      }
      let data = try record.dataRange(in: bytes, end: range.lowerBound)
      spans.append(record.localOffset..<data.upperBound)
      entries.append(record.entry(range: data))
    }
    guard offset == range.upperBound else {
      throw .zip("its directory has more than the \(count) entries that it claims")
    }
    spans.sort { $0.lowerBound < $1.lowerBound }
    for (span, next) in zip(spans, spans.dropFirst()) where span.upperBound > next.lowerBound {
      throw .zip("two entries overlap at byte \(next.lowerBound)")
    }
    return entries
  }
}
