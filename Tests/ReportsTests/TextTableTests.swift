import Reports
import Testing

@Suite("Text tables")
struct TextTableTests {
  private let table = TextTable(
    columns: [
      .init("name"), .init("size", alignment: .trailing), .init("gain", alignment: .decimal),
      .init("purpose"),
    ],
    rows: [
      ["edge", "3x3", "0", "finds edges"],
      ["log5", "11x11", "-0.25", ""],
      ["sharpen8", "3x3", "12.5", "sharpens strongly"],
    ])

  @Test("columns are aligned and no line ends with a space")
  func alignment() {
    #expect(
      table.lines() == [
        "name       size   gain  purpose",
        "edge        3x3   0     finds edges",
        "log5      11x11  -0.25",
        "sharpen8    3x3  12.5   sharpens strongly",
      ])
  }

  @Test("only the last column is cut, and shows that it was")
  func width() {
    #expect(
      table.lines(width: 35) == [
        "name       size   gain  purpose",
        "edge        3x3   0     finds edges",
        "log5      11x11  -0.25",
        "sharpen8    3x3  12.5   sharpens s…",
      ])
  }

  @Test("a table without titles has no line for them")
  func noTitles() {
    let table = TextTable(columns: [.init(alignment: .trailing)], rows: [["1"], ["-10"]])
    #expect(table.lines() == ["  1", "-10"])
  }
}
