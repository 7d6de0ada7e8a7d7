/// Zip archives of tests, whose entries are not compressed.
enum StoredArchive {
  /// The bytes of an archive.
  static func bytes(_ entries: [(name: String, contents: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, contents) in entries {
      // Version, flags, method, time, date; checksum, both sizes, lengths of name and extra field.
      let size = Pickle.littleEndian(UInt32(contents.count))
      var shared: [UInt8] = [20, 0, 0, 0, 0, 0, 0, 0, 0, 0]
      shared += Pickle.littleEndian(checksum(contents)) + size + size
      shared += Pickle.littleEndian(UInt16(name.utf8.count)) + [0, 0]
      // Length of comment, disk, attributes; where the entry is.
      directory += [0x50, 0x4b, 1, 2, 20, 0]
      directory += shared
      directory += Array(repeating: 0, count: 10)
      directory += Pickle.littleEndian(UInt32(archive.count)) + Array(name.utf8)
      archive += [0x50, 0x4b, 3, 4]
      archive += shared + Array(name.utf8) + contents
    }
    let count = Pickle.littleEndian(UInt16(entries.count))
    var end: [UInt8] = [0x50, 0x4b, 5, 6, 0, 0, 0, 0]
    end += count + count
    end += Pickle.littleEndian(UInt32(directory.count))
    end += Pickle.littleEndian(UInt32(archive.count)) + [0, 0]
    return archive + directory + end
  }

  /// The CRC-32 of bytes, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var checksum = UInt32.max
    for byte in bytes {
      checksum ^= UInt32(byte)
      for _ in 0..<8 {
        let isOdd = checksum & 1 == 1
        checksum >>= 1
        if isOdd { checksum ^= 0xedb8_8320 }
      }
    }
    return ~checksum
  }
}
