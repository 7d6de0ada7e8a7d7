/// Lines of the printed tables.
enum Table {
  /// Cells below each other: the first and the last at the left, the others at the right.
  ///
  /// - Parameters:
  ///   - cells: The texts.
  ///   - first: Columns of the first cell.
  /// - Returns: One line.
  static func row(_ cells: [String], first: Int = 12) -> String {
    let padded = cells.enumerated().map { index, cell in
      let room = String(repeating: " ", count: max(0, (index == 0 ? first : 12) - cell.count))
      return index == 0 || index == cells.count - 1 ? cell + room : room + cell + "  "
    }
    return padded.joined()
  }

  /// A number with two decimals.
  ///
  /// - Parameter value: 0 or more.
  /// - Returns: The number, rounded.
  static func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
  }

  /// A share in percent.
  ///
  /// - Parameter share: 1 for all of it.
  /// - Returns: The share, rounded.
  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  /// Memory in millions of bytes.
  ///
  /// - Parameter bytes: The memory.
  /// - Returns: The number with its unit, rounded.
  static func megabytes(_ bytes: Int) -> String { "\(Int((Double(bytes) / 1e6).rounded())) MB" }
}
