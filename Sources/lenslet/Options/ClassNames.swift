import Files

/// What classes are called.
///
/// - Parameter path: A text of one line per class.
/// - Returns: The lines, without empty ones at the end.
/// - Throws: `FileError`.
func classNames(_ path: Path) throws -> [String] {
  let text = String(decoding: try File.read(path, limit: 4 << 20), as: UTF8.self)
  var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
    String($0)
  }
  while lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}
