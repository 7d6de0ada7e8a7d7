/// Why bytes are not a text in UTF-8.
public enum EncodingMistake: Error, Equatable, Sendable {
  /// The whole text is in another encoding of Unicode: `UTF-16` or `UTF-32`.
  case encoding(String)

  /// A byte that belongs to no character; its line and its column, in characters, from 1.
  case invalidByte(UInt8, line: Int, column: Int)
}

extension EncodingMistake {
  /// The line and the column, from 1, where it is seen.
  public var place: (line: Int, column: Int) {
    switch self {
    case .encoding: (1, 1)
    case .invalidByte(_, let line, let column): (line, column)
    }
  }
}

extension EncodingMistake: CustomStringConvertible {
  /// What was found, and what to do about it.
  public var description: String {
    switch self {
    case .encoding(let name): "expected UTF-8 text, found \(name): save it as UTF-8"
    case .invalidByte(let byte, _, _):
      "expected UTF-8 text, found the byte 0x\(hexadecimal(UInt32(byte), digits: 2)): "
        + "save it as UTF-8"
    }
  }
}

/// The bytes of a text in UTF-8 without the byte order mark that may stand before them.
///
/// UTF-16 and UTF-32 are told by their marks or, without one, by the zero bytes of the characters
/// that are ASCII.
///
/// - Parameter bytes: The content of a file.
/// - Returns: Valid UTF-8.
/// - Throws: `EncodingMistake`.
/// - Complexity: O(bytes).
public func textInUTF8(_ bytes: [UInt8]) throws(EncodingMistake) -> [UInt8] {
  if let name = wideEncoding(of: bytes) { throw .encoding(name) }
  let text = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
  if let offset = firstInvalidByte(of: text) {
    let (line, column) = place(of: offset, in: text)
    throw .invalidByte(text[offset], line: line, column: column)
  }
  return text
}

/// The mark that some programs write before a text in UTF-8; it says nothing.
public let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// The encoding whose units have two or four bytes; nil where nothing speaks for one.
private func wideEncoding(of bytes: [UInt8]) -> String? {
  if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
    return "UTF-32"
  }
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
  // How many bytes at each place of a group of four are zero.
  var zeros = [0, 0, 0, 0]
  let start = bytes.prefix(4096)
  for (position, byte) in start.enumerated() where byte == 0 { zeros[position % 4] += 1 }
  let groups = start.count / 4
  if groups > 0, zeros[0] == 0 && zeros[2] >= groups && zeros[3] >= groups { return "UTF-32" }
  if groups > 0, zeros[3] == 0 && zeros[0] >= groups && zeros[1] >= groups { return "UTF-32" }
  let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3])
  // A zero may stand in any text; in a kernel or a pipeline, most characters are ASCII.
  let isWide = min(even, odd) == 0 && max(even, odd) * 3 >= start.count && start.count > 1
  return isWide ? "UTF-16" : nil
}

private func firstInvalidByte(of text: [UInt8]) -> Int? {
  guard text.contains(where: { $0 >= 0x80 }) else { return nil }
  let repaired = String(decoding: text, as: UTF8.self).utf8
  return zip(text, repaired).enumerated().first { $0.element.0 != $0.element.1 }?.offset
}

/// The line and the column of a byte, both from 1; lines end in LF, CR LF or CR.
private func place(of offset: Int, in text: [UInt8]) -> (line: Int, column: Int) {
  var (line, start) = (1, 0)
  for position in 0..<offset {
    let isPair = text[position] == 0x0D && text[position + 1] == 0x0A
    guard text[position] == 0x0A || text[position] == 0x0D, !isPair else { continue }
    line += 1
    start = position + 1
  }
  return (line, String(decoding: text[start..<offset], as: UTF8.self).count + 1)
}
