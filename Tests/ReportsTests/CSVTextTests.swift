import Reports
import Testing

@Suite("Comma-separated values")
struct CSVTextTests {
  private func line(_ fields: [CSVText.Field]) -> String {
    CSVText(columns: [], rows: [fields]).text.replacing("\r\n", with: "|")
  }

  @Test("rows follow the header, each ended by CR LF")
  func rows() {
    let table = CSVText(
      columns: ["name", "norm, squared"],
      rows: [[.text("a"), .number(0.5)], [.text(nil), .whole(3)]])
    #expect(table.text == "name,\"norm, squared\"\r\na,0.5\r\n,3\r\n")
  }

  @Test(
    "texts are quoted where they must be",
    arguments: [
      ("plain text", "plain text"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("\"", "\"\"\"\""), ("", ""), ("é好", "é好"),
    ])
  func quoting(text: String, field: String) {
    #expect(line([.text(text)]) == "|\(field)|")
  }

  @Test(
    "texts that begin like a formula get an apostrophe, numbers do not",
    arguments: [
      ("=1+1", "'=1+1"), ("+a", "'+a"), ("-a", "'-a"), ("@a", "'@a"), ("\ta", "'\ta"), ("a=", "a="),
      ("=a,b", "\"'=a,b\""),
    ])
  func formulas(text: String, field: String) {
    #expect(line([.text(text)]) == "|\(field)|")
    #expect(line([.number(-1.5), .whole(-2)]) == "|-1.5,-2|")
  }

  @Test(
    "numbers have nine significant digits",
    arguments: [
      (0.1, "0.1"), (1.0 / 3, "0.333333333"), (Double(Float(0.1)), "0.100000001"), (2, "2"),
      (1e-7, "1e-07"), (123_456_789_012, "123456789000"), (-0.0, "0"),
    ] as [(Double, String)])
  func numbers(number: Double, field: String) {
    #expect(line([.number(number)]) == "|\(field)|")
  }

  @Test("what is missing or not finite is empty")
  func missing() {
    #expect(
      line([.number(nil), .number(.nan), .number(-.infinity), .whole(nil), .truth(nil)])
        == "|,,,,|")
    #expect(line([.truth(true), .truth(false)]) == "|true,false|")
  }
}
