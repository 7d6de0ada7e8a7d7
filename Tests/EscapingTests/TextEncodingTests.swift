import Escaping
import Testing

@Suite("The encoding of texts")
struct TextEncodingTests {
  private func mistake(_ bytes: [UInt8]) -> EncodingMistake? {
    do throws(EncodingMistake) {
      _ = try textInUTF8(bytes)
      return nil
    } catch {
      return error
    }
  }

  /// The bytes of a text in units of two or four bytes.
  private func wide(_ text: String, width: Int, isBigEndian: Bool) -> [UInt8] {
    let units: [UInt32] =
      width == 2 ? text.utf16.map(UInt32.init) : text.unicodeScalars.map(\.value)
    return units.flatMap { unit in
      let bytes = (0..<width).map { UInt8(truncatingIfNeeded: unit >> (8 * $0)) }
      return isBigEndian ? bytes.reversed() : bytes
    }
  }

  @Test("a byte order mark of UTF-8 is left out, once")
  func mark() throws {
    #expect(try textInUTF8(Array("\u{FEFF}1 é".utf8)) == Array("1 é".utf8))
    #expect(try textInUTF8(Array("\u{FEFF}\u{FEFF}1".utf8)) == Array("\u{FEFF}1".utf8))
    #expect(try textInUTF8([]) == [])
  }

  @Test(
    "UTF-16 and UTF-32 are told in both byte orders, with a mark and without one",
    arguments: [2, 4], [true, false])
  func wideTexts(width: Int, isBigEndian: Bool) {
    let name = width == 2 ? "UTF-16" : "UTF-32"
    for text in [
      "\u{FEFF}1 2 1\n", "1 2 1\n", "1", "# größer\n1 0 −1\n", "\u{FEFF}шесть", "3x3: 1",
    ] {
      #expect(
        mistake(wide(text, width: width, isBigEndian: isBigEndian)) == .encoding(name), "\(text)")
    }
  }

  @Test(
    "a zero character does not make a text wide",
    arguments: ["1 2\0", "1\0 2", "1 2 1\n\0\0\0\0", "\0 1 2 1\n", "1 2 1\n2 4 2\n1 2\0"])
  func zeros(text: String) throws {
    #expect(try textInUTF8(Array(text.utf8)) == Array(text.utf8))
  }

  @Test(
    "a byte that is not UTF-8 is told with its place",
    arguments: [
      ([0x31, 0x20, 0xB1], 0xB1, 1, 3), ([0x0A, 0x23, 0xC3], 0xC3, 2, 2),
      ([0x0D, 0x0A, 0xC3, 0xA9, 0xFF], 0xFF, 2, 2), ([0x0D, 0x31, 0xC0, 0x80], 0xC0, 2, 2),
      ([0xEF, 0xBB, 0xBF, 0x31, 0xE4], 0xE4, 1, 2), ([0xED, 0xA0, 0x80], 0xED, 1, 1),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0x89, 1, 1),
    ] as [([UInt8], UInt8, Int, Int)])
  func invalid(bytes: [UInt8], byte: UInt8, line: Int, column: Int) {
    #expect(mistake(bytes) == .invalidByte(byte, line: line, column: column))
  }

  @Test("the message says what to do")
  func messages() {
    #expect(
      "\(EncodingMistake.encoding("UTF-16"))"
        == "expected UTF-8 text, found UTF-16: save it as UTF-8")
    #expect(
      "\(EncodingMistake.invalidByte(0xB, line: 1, column: 1))"
        == "expected UTF-8 text, found the byte 0x0B: save it as UTF-8")
  }
}
