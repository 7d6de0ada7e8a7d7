import ModelFiles
import Testing
import _TestSupport

@Suite("Texts that are no protocol buffers")
struct PrototxtErrorTests {
  private func message(_ bytes: [UInt8]) -> String? {
    problem { () throws(ModelFileError) in _ = try PrototxtFile(bytes) }
  }

  @Test(
    "what is wrong is told with line, column and what was expected",
    arguments: [
      ("a", "line 1, column 2: expected ':' or '{' after 'a', found the end of the text"),
      ("a 1", "line 1, column 3: expected ':' or '{' after 'a', found 1"),
      ("a: }", "line 1, column 4: expected a number, a word, a text in quotes or '{', found '}'"),
      (": 1", "line 1, column 1: expected a name or the end of the text, found ':'"),
      ("a: 1 }", "line 1, column 6: expected a name or the end of the text, found '}'"),
      (
        "a {\n b: 1\n",
        "line 3, column 1: expected a name, or the '}' that ends the message of line 1, column 3, "
          + "found the end of the text"
      ),
      (
        "a < b: 1 }",
        "line 1, column 10: expected a name, or the '>' that ends the message of line 1, column 3, "
          + "found '}'"
      ),
      ("a: [1 2]", "line 1, column 7: expected ',' or ']', found 2"),
      (
        "a: \"b\n\"",
        "line 1, column 6: expected the quote that ends the text of line 1, column 4, found the "
          + "end of the line"
      ),
      (
        "a: 'b",
        "line 1, column 6: expected the quote that ends the text of line 1, column 4, found the "
          + "end of the text"
      ),
      ("a: 'b\\", "line 1, column 7: expected an escape, found the end of the text"),
      (
        "a: '\\z'",
        "line 1, column 5: expected an escape such as \\n, \\\", \\123, \\x4A or \\u00E9, found "
          + "another"
      ),
      ("a: '\\400'", "line 1, column 5: expected a byte of at most \\377, found a greater one"),
      ("a: '\\xff'", "line 1, column 4: expected a text in UTF-8, found other bytes"),
      ("a: 1.2.3", "line 1, column 4: expected a number, found '1.2.3'"),
      ("a: 08", "line 1, column 4: expected a number, found '08'"),
      ("a: 12ab", "line 1, column 4: expected a number, found '12ab'"),
      ("a: -b", "line 1, column 5: expected a number after '-', found 'b'"),
      (
        "é: 1",
        "line 1, column 1: expected a name or the end of the text, found 'é' with U+00E9 "
          + "LATIN SMALL LETTER E WITH ACUTE"
      ),
      ("[x.y]: 1", "line 1, column 1: expected a name or the end of the text, found '['"),
    ])
  func syntax(text: String, expected: String) {
    #expect(message(Array(text.utf8)) == expected)
  }

  @Test("a value of another kind is told with its field and place")
  func values() throws {
    let fields = try prototxt("n: 'x'\nr: MAX f: 2 t: { } m: 1.5").fields
    let messages = [
      problem { () throws(ModelFileError) in _ = try fields[0].integer() },
      problem { () throws(ModelFileError) in _ = try fields[1].real() },
      problem { () throws(ModelFileError) in _ = try fields[2].flag() },
      problem { () throws(ModelFileError) in _ = try fields[3].text() },
      problem { () throws(ModelFileError) in _ = try fields[4].message() },
    ]
    #expect(
      messages == [
        "line 1, column 4: expected a whole number for 'n', found the text 'x'",
        "line 2, column 4: expected a number for 'r', found 'MAX'",
        "line 2, column 11: expected true or false for 'f', found 2",
        "line 2, column 16: expected a text in quotes for 't', found a message in braces",
        "line 2, column 23: expected '{' for 'm', found 1.5",
      ])
  }

  @Test("bytes that are not UTF-8 are told with their place")
  func encoding() {
    #expect(
      message(Array("a: 1\n".utf8) + [0xff])
        == "line 2, column 1: expected UTF-8 text, found the byte 0xFF: save it as UTF-8")
  }

  @Test("messages may lie in each other as deep as networks need, and no deeper")
  func nesting() {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "a{", count: depth) + String(repeating: "}", count: depth)).utf8)
    }
    #expect(message(nested(64)) == nil)
    let deep = "line 1, column 130: a message in 64 others, which no network needs"
    #expect(message(nested(65)) == deep)
    #expect(message(nested(100_000)) == deep)
  }

  @Test("a text of more bytes than any network has is refused")
  func size() {
    #expect(
      message(Array(repeating: 0x20, count: 4_194_305))
        == "the text has 4194305 bytes, and at most 4194304 are read")
    #expect(message(Array(repeating: 0x20, count: 4_194_304)) == nil)
  }

  @Test("bytes that are changed at random give a tree or an error", arguments: 0..<20)
  func mutation(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let sound = Array("layer { name: \"a\\x41\" dim: [1, -2.5e3] w < k: MAX > } # end".utf8)
    for _ in 0..<200 {
      var bytes = sound
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      bytes[place] = UInt8.random(in: 0...255, using: &generator)
      let cut = Array(bytes.prefix(Int.random(in: place...bytes.count, using: &generator)))
      if let message = message(cut) { #expect(message.hasPrefix("line ")) }
    }
  }
}
