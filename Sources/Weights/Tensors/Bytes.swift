extension UnsafeRawBufferPointer {
  /// A little-endian integer; nil where the bytes end before it does.
  ///
  /// - Parameters:
  ///   - offset: Where its first byte stands.
  ///   - type: The type of the integer.
  /// - Returns: The integer, or nil.
  package func littleEndian<Integer: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Integer.Type = Integer.self
  ) -> Integer? {
    guard offset >= 0, offset <= count - MemoryLayout<Integer>.size else { return nil }
    return Integer(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }

  /// The bytes of a range, which must lie within these.
  package func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[range])
  }

  /// The range of so many bytes from an offset; nil where it does not lie within these.
  package func range(at offset: some BinaryInteger, count length: some BinaryInteger) -> Range<Int>?
  {
    guard let start = Int(exactly: offset), let length = Int(exactly: length), start >= 0,
      length >= 0, start <= count, length <= count - start
    else { return nil }
    return start..<start + length
  }
}

extension String {
  /// The text without bytes at its end; nil where it ends in others.
  func withoutEnding(_ ending: String) -> String? {
    guard utf8.count >= ending.utf8.count, utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    else { return nil }
    return String(decoding: utf8.dropLast(ending.utf8.count), as: UTF8.self)
  }
}
