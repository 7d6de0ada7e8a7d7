import Reports
import Testing

@Suite("JSON records")
struct JSONRecordTests {
  @Test("a record is one line with its keys in order")
  func record() {
    let record = JSONRecord([
      ("name", .text("sobel")), ("count", .integer(-2)), ("gain", .number(0.5)),
      ("whole", .number(3)), ("separable", .boolean(true)), ("combine", .null),
      ("sizes", .array([.integer(3), .object(JSONRecord([("width", .integer(5))]))])),
      ("none", .array([])), ("infinite", .number(.infinity)),
    ])
    #expect(
      record.line == #"""
        {"name": "sobel", "count": -2, "gain": 0.5, "whole": 3.0, "separable": true, \#
        "combine": null, "sizes": [3, {"width": 5}], "none": [], "infinite": null}
        """#)
  }

  @Test("quotes, backslashes and control characters are escaped, other text stays")
  func escapes() {
    #expect(
      JSONValue.text("a\"b\\c\nd\te\r\u{1}\u{1F}é好/").description
        == #""a\"b\\c\nd\te\r\u0001\u001fé好/""#)
  }
}
