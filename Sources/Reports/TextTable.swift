/// Rows of text in aligned columns, two spaces apart.
public struct TextTable: Sendable {
  /// On which side the texts of a column end.
  public enum Alignment: Hashable, Sendable {
    /// At the left, for words.
    case leading

    /// At the right, for numbers.
    case trailing

    /// With the decimal points below each other.
    case decimal
  }

  /// The heading and the alignment of one column.
  public struct Column: Sendable {
    /// The heading; the line of headings is left out where all are empty.
    public let title: String

    /// How the column is aligned.
    public let alignment: Alignment

    /// Creates a column.
    ///
    /// - Parameters:
    ///   - title: The heading, may be empty.
    ///   - alignment: How the column is aligned.
    public init(_ title: String = "", alignment: Alignment = .leading) {
      self.title = title
      self.alignment = alignment
    }
  }

  private let columns: [Column]
  private let rows: [[String]]

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - columns: One column or more.
  ///   - rows: Texts without line breaks, as many in a row as there are columns.
  public init(columns: [Column], rows: [[String]]) {
    precondition(!columns.isEmpty, "a table has at least one column")
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row fills the columns")
    self.columns = columns
    self.rows = rows
  }

  /// The lines of the table, the headings first, without spaces at their ends.
  ///
  /// - Parameter width: How many characters a line may have; where the last column does not fit
  ///   it is cut, `…` standing for the rest. Nil cuts nothing.
  /// - Returns: One line a row.
  public func lines(width: Int? = nil) -> [String] {
    let hasTitles = columns.contains { !$0.title.isEmpty }
    var lines = Array(repeating: "", count: rows.count + (hasTitles ? 1 : 0))
    for (index, column) in columns.enumerated() {
      var cells = column.alignment.equalised(rows.map { $0[index] })
      if hasTitles { cells.insert(column.title, at: 0) }
      let isLast = index == columns.count - 1
      let columnWidth = cells.map(\.count).max() ?? 0
      for (line, cell) in cells.enumerated() {
        var text = column.alignment.pad(cell, to: columnWidth)
        if isLast, let width {
          text = text.withoutTrailingSpaces.cut(to: width - lines[line].count)
        }
        lines[line] += text + (isLast ? "" : "  ")
      }
    }
    return lines.map(\.withoutTrailingSpaces)
  }
}

extension TextTable.Alignment {
  /// Texts of equal length, with spaces where the alignment wants them.
  func padded(_ cells: [String]) -> [String] {
    let equalised = equalised(cells)
    let width = equalised.map(\.count).max() ?? 0
    return equalised.map { pad($0, to: width) }
  }

  /// Texts that need only be padded on one side to stand as the alignment asks.
  fileprivate func equalised(_ cells: [String]) -> [String] {
    guard self == .decimal else { return cells }
    let tails = cells.map { cell in cell.drop { $0 != "." }.count }
    let longest = tails.max() ?? 0
    return zip(cells, tails).map { $0 + spaces(longest - $1) }
  }

  /// The text with spaces on the side that the alignment leaves free.
  fileprivate func pad(_ text: String, to width: Int) -> String {
    let gap = spaces(width - text.count)
    return self == .leading ? text + gap : gap + text
  }
}

extension String {
  /// At most as many characters as are wanted, the last one `…` where some are missing.
  fileprivate func cut(to width: Int) -> String {
    count <= width ? self : prefix(max(width - 1, 0)) + "…"
  }

  /// The text up to its last character that is no space.
  var withoutTrailingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
