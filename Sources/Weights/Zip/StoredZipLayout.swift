/// The headers of a zip archive whose entries are stored as they are, in the order of writing.
struct StoredZipLayout {
  private var directory: [UInt8] = []
  private var count = 0
  private var position = 0

  /// 1 January 1980, the first day that the format knows and the one that NumPy writes.
  private static let date = 1 << 5 | 1

  /// Adds an entry, whose contents must follow the header.
  ///
  /// - Parameters:
  ///   - name: Its name, less than 64 KB.
  ///   - size: Bytes of its contents; the archive must stay below 4 GB.
  ///   - checksum: The CRC-32 of its contents.
  /// - Returns: The local header.
  mutating func add(name: String, size: Int, checksum: UInt32) -> [UInt8] {
    let nameBytes = Array(name.utf8)
    // Version 2.0, names in UTF-8, stored, at midnight.
    let common =
      Self.bytes(20, 2) + Self.bytes(0x0800, 2) + Self.bytes(0, 4) + Self.bytes(Self.date, 2)
      + Self.bytes(Int(checksum), 4) + Self.bytes(size, 4) + Self.bytes(size, 4)
      + Self.bytes(nameBytes.count, 2) + Self.bytes(0, 2)
    let local = Self.bytes(0x0403_4b50, 4) + common + nameBytes
    // No comment, first volume, no attributes.
    directory +=
      Self.bytes(0x0201_4b50, 4) + Self.bytes(20, 2) + common + Self.bytes(0, 10)
      + Self.bytes(position, 4) + nameBytes
    count += 1
    position += local.count + size
    return local
  }

  /// What follows the contents of the last entry.
  func end() -> [UInt8] {
    directory + Self.bytes(0x0605_4b50, 4) + Self.bytes(0, 4) + Self.bytes(count, 2)
      + Self.bytes(count, 2) + Self.bytes(directory.count, 4) + Self.bytes(position, 4)
      + Self.bytes(0, 2)
  }

  /// A number of so many bytes, the lowest first.
  private static func bytes(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
  }
}
