extension KernelText {
  /// Refuses `#DIV/0!`, `#N/A`, `###` between commas and their like, which would be read as the start of a comment.
  ///
  /// - Parameters:
  ///   - start: Where the number sign stands.
  ///   - end: Where its line ends.
  /// - Throws: `spreadsheetError`.
  func refuseSpreadsheetError(at start: Int, endingBy end: Int) throws(KernelError) {
    let ends = Array(" \t,;\"".utf8)
    let cell = start..<(bytes[start..<end].firstIndex(where: ends.contains) ?? end)
    // `###` fills a cell that is too narrow for its number.
    let comma = UInt8(ascii: ",")
    let fills = bytes[cell].allSatisfy { $0 == UInt8(ascii: "#") }
    let isBesideComma =
      start > 0 && bytes[start - 1] >= 0x20
      ? bytes[start - 1] == comma : cell.upperBound < end && bytes[cell.upperBound] == comma
    if fills && isBesideComma { throw error(.spreadsheetError(excerpt(cell)), at: start) }
    let name = string(cell.dropFirst()).unicodeScalars
    guard let last = name.last, name.count <= 16 else { return }
    // The words are those of the program's language, but all are upper case: #BEZUG!, #¿NOMBRE?
    let isName = name.dropLast().allSatisfy { scalar in
      scalar.properties.isUppercase || scalar.properties.numericType == .decimal
        || "/¡¿_".unicodeScalars.contains(scalar)
    }
    let isMissing = ["N/A", "NV", "N/D"].contains(String(name))
    guard isMissing || (name.count > 2 && isName && "!?".unicodeScalars.contains(last)) else {
      return
    }
    throw error(.spreadsheetError(excerpt(cell)), at: start)
  }
}
