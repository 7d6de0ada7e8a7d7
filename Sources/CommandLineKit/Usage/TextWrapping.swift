/// Breaks text into lines at spaces.
///
/// Line breaks of the text are kept. A word that is longer than a line stands alone and whole.
///
/// - Parameters:
///   - text: Words with single spaces between; empty gives no lines.
///   - columns: How many characters a line may have, 1 or more.
/// - Returns: Lines without spaces at their ends.
func wrapped(_ text: String, columns: Int) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
    var lines: [String] = []
    var line = ""
    for word in paragraph.split(separator: " ") {
      if !line.isEmpty && line.count + 1 + word.count > columns {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}
