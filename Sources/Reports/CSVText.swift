/// A table as comma-separated values, as RFC 4180 describes them.
///
/// A line for the names of the columns and one a row, each ended by a carriage return and a line
/// feed. A field with a comma, a quotation mark or a line break stands in quotation marks, those
/// inside it doubled. Numbers have a decimal point whatever the language of the user, and at most
/// nine significant digits, which tell any two `Float` values apart. What is missing is empty.
///
/// A text that a spreadsheet would take for a formula, because it begins with `=`, `+`, `-`, `@`, a
/// tab or a carriage return, gets an apostrophe in front: names come from files of unknown origin.
package struct CSVText {
  /// One field of a row.
  package enum Field {
    case text(String?)
    case number(Double?)
    case whole(Int?)
    case truth(Bool?)
  }

  private let columns: [String]
  private let rows: [[Field]]

  package init(columns: [String], rows: [[Field]]) {
    self.columns = columns
    self.rows = rows
  }

  /// All lines.
  package var text: String {
    ([columns.map { Self.quoted($0) }] + rows.map { $0.map(Self.written) })
      .map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  /// Significant digits of a number.
  package static let digits = 9

  private static func written(_ field: Field) -> String {
    switch field {
    case .text(let text): text.map { quoted(harmless($0)) } ?? ""
    case .number(let number):
      number.flatMap { $0.isFinite ? $0.text(significantDigits: digits) : nil } ?? ""
    case .whole(let number): number.map(String.init) ?? ""
    case .truth(let truth): truth.map { $0 ? "true" : "false" } ?? ""
    }
  }

  private static func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return text
    }
    return "'" + text
  }

  private static func quoted(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard needsQuotes else { return text }
    let doubled = text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"")
    return "\"" + doubled + "\""
  }
}
