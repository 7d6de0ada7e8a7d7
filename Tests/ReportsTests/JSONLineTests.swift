import Reports
import Testing

@Suite("JSON lines")
struct JSONLineTests {
  private struct Record: Encodable {
    var name = "sobel"
    var count = -2
    var gain = 0.5
    var black: Float = -0.1
    var isSeparable = true
    var sizes = [3, 5]
    var combine: String?
  }

  @Test("a record is one line with its keys in order, without what is nil")
  func record() throws {
    #expect(
      try jsonLine(Record()) == #"""
        {"black":-0.1,"count":-2,"gain":0.5,"isSeparable":true,"name":"sobel","sizes":[3,5]}
        """#)
  }

  @Test(
    "numbers that are not finite become strings",
    arguments: [
      (Double.infinity, #""Infinity""#), (-Double.infinity, #""-Infinity""#), (.nan, #""NaN""#),
    ])
  func notFinite(number: Double, text: String) throws {
    #expect(try jsonLine(["gain": number]) == #"{"gain":\#(text)}"#)
    #expect(try jsonLine(["gain": Float(number)]) == #"{"gain":\#(text)}"#)
  }

  @Test("quotes, backslashes and control characters are escaped, other text stays")
  func escapes() throws {
    #expect(
      try jsonLine(["text": "a\"b\\c\nd\te\r\u{1}\u{1F}é好/"])
        == #"{"text":"a\"b\\c\nd\te\r\u0001\u001fé好/"}"#)
  }

  @Test("a value that refuses to be encoded is reported")
  func refused() {
    struct Refusing: Encodable {
      func encode(to encoder: any Encoder) throws { throw ReportError.recordNotEncodable("no") }
    }
    #expect(throws: ReportError.self) { try jsonLine(Refusing()) }
  }
}
