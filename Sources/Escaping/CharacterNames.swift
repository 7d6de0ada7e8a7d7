/// Names the first character of a text that a keyboard does not have or that cannot be seen.
///
/// - Parameter text: Any text.
/// - Returns: Its code point, its name in Unicode and, where that is known, what to do about it:
///   `U+2212 MINUS SIGN (type '-')`. Nil for a text of visible ASCII characters and blanks.
/// - Complexity: O(characters).
public func nameOfUnusualCharacter(in text: some StringProtocol) -> String? {
  text.unicodeScalars.first { !(0x20...0x7E).contains($0.value) }.map(characterName)
}

/// Text of unknown origin in quotes for one line of a terminal, with the name of the first
/// character in it that may not be recognised.
///
/// - Parameters:
///   - text: Any text.
///   - limit: How many of its characters are shown; `…` stands for the rest.
/// - Returns: `'1 2'`, or `'−2' with U+2212 MINUS SIGN (type '-')`.
/// - Complexity: O(characters).
public func quotedForTerminal(_ text: some StringProtocol, limit: Int = .max) -> String {
  "'" + escapedForTerminal(text.prefix(limit)) + (text.count > limit ? "…'" : "'")
    + (nameOfUnusualCharacter(in: text).map { " with \($0)" } ?? "")
}

/// The code point of a character, its name, and what to type in its place.
private func characterName(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  let isControl = scalar.properties.generalCategory == .control
  let name = scalar.properties.name ?? controls[scalar] ?? (isControl ? "CONTROL" : nil)
  return code + (name.map { " " + $0 } ?? "") + (advice(on: scalar).map { " (\($0))" } ?? "")
}

/// What to do about a character; nil where that cannot be known.
private func advice(on scalar: Unicode.Scalar) -> String? {
  if scalar == "\u{FEFF}" { return "a byte order mark: delete it" }
  if let meant = replacements[scalar] { return "type \(meant)" }
  if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
    return narrow == "'" ? "type \"'\"" : "type '\(narrow)'"
  }
  let properties = scalar.properties
  if properties.numericType == .decimal, let value = properties.numericValue {
    return "type '\(Int(value))'"
  }
  switch properties.generalCategory {
  case .dashPunctuation: return "type '-'"
  case .spaceSeparator: return "type a blank"
  case .lineSeparator, .paragraphSeparator: return "break the line"
  case .control, .format: return "delete it"
  default: return nil
  }
}

/// Control characters have no names in Unicode; these are usual.
private let controls: [Unicode.Scalar: String] = [
  "\0": "NULL", "\u{08}": "BACKSPACE", "\t": "TAB", "\n": "LINE FEED", "\u{0B}": "LINE TABULATION",
  "\u{0C}": "FORM FEED", "\r": "CARRIAGE RETURN", "\u{1A}": "SUBSTITUTE", "\u{1B}": "ESCAPE",
  "\u{7F}": "DELETE", "\u{85}": "NEXT LINE",
]

/// Characters that stand for one of a keyboard, beside those that their category tells.
private let replacements: [Unicode.Scalar: String] = [
  "\t": "a blank", "\u{00AD}": "'-', or delete it", "\u{2212}": "'-'", "\u{02D7}": "'-'",
  "\u{2044}": "'/'", "\u{2215}": "'/'", "\u{00D7}": "'x'", "\u{066B}": "'.'", "\u{060C}": "','",
  "\u{3001}": "','", "\u{2018}": "\"'\"", "\u{2019}": "\"'\"", "\u{201A}": "\"'\"",
  "\u{201C}": "'\"'", "\u{201D}": "'\"'", "\u{201E}": "'\"'", "\u{00AB}": "'\"'",
  "\u{00BB}": "'\"'",
]
