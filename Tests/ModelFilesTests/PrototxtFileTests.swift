import ModelFiles
import Testing

/// Reads a text.
func prototxt(_ text: String) throws(ModelFileError) -> PrototxtMessage {
  try PrototxtFile(Array(text.utf8)).message
}

@Suite("Texts of protocol buffers")
struct PrototxtFileTests {
  private func field(_ text: String) throws -> PrototxtField {
    try #require(try prototxt(text).fields.first)
  }

  @Test("fields keep their order, repeated ones too, and messages may have a colon or not")
  func tree() throws {
    let net = try prototxt(
      """
      name: "net"   # a comment: { "
      layer { name: 'a' top: "x" top: "y" }
      layer: { name: "b" inner < deep: 1 > }
      """)
    #expect(net.fields.map(\.name) == ["name", "layer", "layer"])
    #expect(try net.last("name")?.text() == "net")
    let layers = try net.all("layer").map { try $0.message() }
    #expect(try layers.map { try $0.last("name")?.text() } == ["a", "b"])
    #expect(try layers[0].all("top").map { try $0.text() } == ["x", "y"])
    #expect(try layers[1].last("inner")?.message().last("deep")?.integer() == 1)
    #expect(net.last("absent") == nil)
  }

  @Test("of a field that occurs twice the last counts")
  func lastField() throws {
    #expect(try prototxt("a: 1 a: 2").last("a")?.integer() == 2)
  }

  @Test("lists are a field for each element, of messages too")
  func lists() throws {
    let message = try prototxt("dim: [1, 3, 224] none: [] m [{a: 1}, <a: 2>] after: 4")
    #expect(message.fields.map(\.name) == ["dim", "dim", "dim", "m", "m", "after"])
    #expect(try message.all("dim").map { try $0.integer() } == [1, 3, 224])
    let inner = try message.all("m").map { try $0.message().last("a")?.integer() }
    #expect(inner == [1, 2])
  }

  @Test("commas and semicolons may separate fields, and blanks may be missing")
  func separators() throws {
    let message = try prototxt("a:1,b:2;c{d:3;}e:\"x\"f:4")
    #expect(message.fields.map(\.name) == ["a", "b", "c", "e", "f"])
    #expect(try prototxt("").fields == [])
    #expect(try prototxt("\u{feff}# nothing but a comment").fields == [])
    #expect(try prototxt("a: 1\r\nb: 2\r\n").fields.map(\.name) == ["a", "b"])
  }

  @Test(
    "numbers are read as the specification has them",
    arguments: [
      ("0", .integer(0)), ("-1", .integer(-1)), ("- 1", .integer(-1)), ("017", .integer(15)),
      ("0x1F", .integer(31)), ("-0xff", .integer(-255)),
      ("9223372036854775807", .integer(9_223_372_036_854_775_807)),
      ("9223372036854775808", .real(9_223_372_036_854_775_808)), ("0.5", .real(0.5)),
      (".5", .real(0.5)), ("1.", .real(1)), ("1e-3", .real(0.001)), ("1E+2f", .real(100)),
      ("10f", .real(10)), ("-inf", .real(-.infinity)), ("inf", .word("inf")),
      ("MAX", .word("MAX")), ("true", .word("true")),
    ] as [(String, PrototxtField.Value)])
  func numbers(text: String, value: PrototxtField.Value) throws {
    #expect(try field("a: \(text)").value == value)
  }

  @Test("words stand for numbers and truth values where those are asked for")
  func words() throws {
    #expect(try field("a: inf").real() == .infinity)
    #expect(try field("a: NaN").real().isNaN)
    #expect(try field("a: 3").real() == 3)
    for text in ["true", "True", "t", "1"] { #expect(try field("a: \(text)").flag()) }
    for text in ["false", "False", "f", "0"] { #expect(try !field("a: \(text)").flag()) }
  }

  @Test(
    "texts have escapes, and those that stand side by side are one",
    arguments: [
      (#""a\n\t\\\"\'\?""#, "a\n\t\\\"'?"), (#"'it"s'"#, "it\"s"), (#""\101\x42\u0043""#, "ABC"),
      (#""\303\251\xC3\xA9""#, "éé"), (#""\U0001F600""#, "😀"), (#""a" 'b' "c""#, "abc"),
      (#""\7\78""#, "\u{7}\u{7}8"), (#""\a\b\f\r\v""#, "\u{7}\u{8}\u{c}\r\u{b}"), (#""""#, ""),
      (#""\xC3" "\xA9""#, "é"),
    ])
  func texts(source: String, text: String) throws {
    #expect(try field("a: \(source)").text() == text)
  }

  @Test("every field has its place, in characters")
  func places() throws {
    let fields = try prototxt("a: 'é' b: 2\n\n  c:\n\t7").fields
    #expect(
      fields.map(\.place.description) == [
        "line 1, column 1", "line 1, column 8", "line 3, column 3",
      ])
    #expect(
      fields.map(\.valuePlace.description) == [
        "line 1, column 4", "line 1, column 11", "line 4, column 2",
      ])
  }
}
