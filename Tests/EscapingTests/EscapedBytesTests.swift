import Escaping
import Testing

@Suite("Escaped bytes")
struct EscapedBytesTests {
  @Test(
    "bytes are shown on one line, whatever they are",
    arguments: [
      (Array("plain é 好".utf8), "plain é 好"),
      (Array("back\\slash".utf8), "back\\\\slash"),
      ([0x61, 0x09, 0x0A, 0x0D, 0x00, 0x7F], "a\\t\\n\\u{000D}\\u{0000}\\u{007F}"),
      (Array("a\\n\u{202E}b".utf8), "a\\\\n\\u{202E}b"),
      ([0xC2, 0x85, 0xE2, 0x80, 0xA8], "\\u{0085}\\u{2028}"),
      ([0xF0, 0x9F, 0x98, 0x80], "😀"),
      ([0x65, 0xCC, 0x81], "e\u{301}"),
      ([0xC3], "\\xC3"),
      ([0xE2, 0x82, 0x61], "\\xE2\\x82a"),
      ([0xF0, 0x9F, 0x98, 0xC3, 0xA9], "\\xF0\\x9F\\x98é"),
      ([0xC0, 0x80, 0xED, 0xA0, 0x80], "\\xC0\\x80\\xED\\xA0\\x80"),
      ([], ""),
    ] as [([UInt8], String)])
  func terminal(bytes: [UInt8], shown: String) {
    #expect(escapedForTerminal(bytes) == shown)
  }

  @Test(
    "records keep everything that is UTF-8",
    arguments: [
      (Array("a\\n\n\u{202E}é".utf8), "a\\n\n\u{202E}é"),
      ([0x61, 0xFF, 0x62, 0xC3, 0x2E], "a\\xFFb\\xC3."),
    ] as [([UInt8], String)])
  func records(bytes: [UInt8], shown: String) {
    #expect(escapedWhereInvalid(bytes) == shown)
  }
}
