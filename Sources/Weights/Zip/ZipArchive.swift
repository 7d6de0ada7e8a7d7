package import Files

/// The directory of a zip archive, and the contents of its entries.
///
/// Written after PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.5.3, for what NumPy and PyTorch write:
/// one volume, stored or deflated entries, zip64 where needed. Names, sizes and places come from
/// the central directory; entries may not overlap, so that their total is bounded by the file.
package struct ZipArchive: Sendable {
  /// A file in the archive.
  package struct Entry: Sendable {
    /// Its name with slashes between folders.
    package let name: String

    /// How it is compressed.
    package let method: ZipMethod

    /// Whether it is encrypted.
    package let isEncrypted: Bool

    /// The checksum of its contents; 0 where its writer left it out.
    package let checksum: UInt32

    /// Bytes of its contents, as the directory says.
    package let size: Int

    /// Where its compressed bytes lie in the archive; for stored entries the contents themselves.
    package let range: Range<Int>
  }

  /// The entries in the order of the directory; no two have the same name.
  package let entries: [Entry]

  /// The whole archive.
  package let file: MappedFile

  /// What an archive begins with, unless it is empty.
  package static let magic: [UInt8] = [0x50, 0x4b, 0x03, 0x04]

  /// What an empty archive begins with.
  package static let emptyMagic: [UInt8] = [0x50, 0x4b, 0x05, 0x06]

  /// Reads the directory.
  ///
  /// - Parameter file: The archive.
  /// - Throws: `WeightsError.malformed` where the directory is damaged, or contradicts the entries.
  /// - Complexity: O(bytes of the directory), whatever it claims.
  package init(_ file: MappedFile) throws(WeightsError) {
    self.file = file
    let directory = try ZipDirectory(file.bytes)
    entries = try directory.entries(of: file.bytes)
  }

  /// The contents of an entry.
  ///
  /// - Parameter entry: One of the entries.
  /// - Returns: As many bytes as the directory says, their checksum verified unless it is 0.
  /// - Throws: `WeightsError`: `unsupported` where it is encrypted or compressed by another method;
  ///   `malformed` where it inflates to another size, has another checksum, or claims a size that
  ///   its compressed bytes cannot reasonably have; the latter before memory is taken.
  package func contents(of entry: Entry) throws(WeightsError) -> [UInt8] {
    try withContents(of: entry) { contents in Array(contents) }
  }

  /// Hands over the contents of an entry: for a stored one the place in the file itself.
  ///
  /// - Parameters:
  ///   - entry: One of the entries.
  ///   - body: What is done with the contents, which are valid only until it returns.
  /// - Returns: The result of `body`.
  /// - Throws: As `contents(of:)` does, and what `body` throws.
  package func withContents<Result>(
    of entry: Entry, _ body: (UnsafeRawBufferPointer) throws(WeightsError) -> Result
  ) throws(WeightsError) -> Result {
    let packed = try packedBytes(of: entry)
    defer { file.forget(entry.range) }
    if entry.method == .stored {
      try verify(packed, entry)
      return try body(packed)
    }
    let contents = try Inflation.all(of: packed, size: entry.size, name: entry.name)
    return try withBytes(of: contents) { bytes throws(WeightsError) in
      try verify(bytes, entry)
      return try body(bytes)
    }
  }

  /// The first bytes of an entry, not verified by the checksum.
  ///
  /// - Parameters:
  ///   - count: How many bytes are wanted.
  ///   - entry: One of the entries.
  /// - Returns: The bytes, fewer where the entry is shorter.
  /// - Throws: As `contents(of:)` does.
  package func prefix(_ count: Int, of entry: Entry) throws(WeightsError) -> [UInt8] {
    let packed = try packedBytes(of: entry)
    if entry.method == .stored { return Array(packed.prefix(count)) }
    return try Inflation.start(of: packed, count: min(count, entry.size), name: entry.name)
  }

  /// The bytes of an entry as they lie in the archive, where it can be read at all.
  private func packedBytes(of entry: Entry) throws(WeightsError) -> UnsafeRawBufferPointer {
    if entry.isEncrypted {
      throw .zip(unsupported: "'\(entry.name)' is encrypted: unpack it first")
    }
    if case .other(let number) = entry.method {
      let name = ZipMethod.name(of: number)
      throw .zip(
        unsupported: "'\(entry.name)' is compressed with \(name): write the archive anew, deflated")
    }
    return file.bytes.slice(entry.range)
  }

  private func verify(_ bytes: UnsafeRawBufferPointer, _ entry: Entry) throws(WeightsError) {
    // Some writers leave the field 0 to save time; damage makes it 0 once in four billion times.
    guard entry.checksum == 0 || Checksum.crc32(of: bytes) == entry.checksum else {
      throw .zip(damaged: "the checksum of '\(entry.name)' is wrong")
    }
  }
}

/// Hands over the bytes of an array, with the error of the body kept typed.
func withBytes<Element, Result>(
  of array: [Element], _ body: (UnsafeRawBufferPointer) throws(WeightsError) -> Result
) throws(WeightsError) -> Result {
  let outcome = array.withUnsafeBytes { bytes in
    Swift.Result { () throws(WeightsError) -> Result in try body(bytes) }
  }
  return try outcome.get()
}

extension WeightsError {
  /// An archive that is damaged.
  static func zip(_ problem: String) -> WeightsError {
    .malformed(container: "zip", problem: problem)
  }

  /// An archive whose bytes are not those that were written.
  static func zip(damaged problem: String) -> WeightsError {
    .zip(problem + ": copy or download it again")
  }

  /// An archive that uses what is not read.
  static func zip(unsupported feature: String) -> WeightsError {
    .unsupported(container: "zip", feature: feature)
  }
}
