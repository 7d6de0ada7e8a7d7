/// Builds the tree of a text from its tokens.
struct PrototxtParser {
  private var scanner: PrototxtScanner
  private var token: PrototxtToken

  /// Begins to read a text in UTF-8.
  init(_ text: [UInt8]) throws(ModelFileError) {
    scanner = PrototxtScanner(text)
    token = try scanner.next()
  }

  /// Takes all of the text.
  mutating func file() throws(ModelFileError) -> PrototxtMessage {
    var fields: [PrototxtField] = []
    while token.kind != .end {
      try takeField(into: &fields, depth: 0, orExpected: "a name or the end of the text")
    }
    return PrototxtMessage(fields)
  }

  /// Takes a name and what it stands for, and what may separate it from the next.
  private mutating func takeField(
    into fields: inout [PrototxtField], depth: Int, orExpected expected: String
  ) throws(ModelFileError) {
    guard case .word(let name) = token.kind else { throw unexpected(expected) }
    let place = token.place
    try advance()
    let hasColon = try skip(":")
    if try skip("[") {
      if try !skip("]") {
        repeat {
          try takeValue(of: name, at: place, into: &fields, depth: depth, hasColon: hasColon)
        } while try skip(",")
        try expect("]", "',' or ']'")
      }
    } else {
      try takeValue(of: name, at: place, into: &fields, depth: depth, hasColon: hasColon)
    }
    if try !skip(",") { _ = try skip(";") }
  }

  /// Takes a value that is no list; only a message may stand without a colon before it.
  private mutating func takeValue(
    of name: String, at place: TextPlace, into fields: inout [PrototxtField], depth: Int,
    hasColon: Bool
  ) throws(ModelFileError) {
    let valuePlace = token.place
    let value: PrototxtField.Value
    if token.kind == .symbol("{") || token.kind == .symbol("<") {
      value = .message(try message(depth: depth + 1))
    } else {
      guard hasColon else { throw unexpected("':' or '{' after '\(name)'") }
      value = try single()
    }
    fields.append(
      PrototxtField(name: name, value: value, place: place, valuePlace: valuePlace))
  }

  /// Takes a message in braces or angle brackets.
  private mutating func message(depth: Int) throws(ModelFileError) -> PrototxtMessage {
    let start = token
    guard depth <= PrototxtFile.depthLimit else {
      throw .nesting(start.place, limit: PrototxtFile.depthLimit)
    }
    let end: Unicode.Scalar = start.kind == .symbol("{") ? "}" : ">"
    try advance()
    var fields: [PrototxtField] = []
    while try !skip(end) {
      try takeField(
        into: &fields, depth: depth,
        orExpected: "a name, or the '\(end)' that ends the message of \(start.place)")
    }
    return PrototxtMessage(fields)
  }

  /// Takes a number, a word or a text.
  private mutating func single() throws(ModelFileError) -> PrototxtField.Value {
    switch token.kind {
    case .symbol("-"):
      try advance()
      return try negative()
    case .number(let number):
      try advance()
      return number
    case .word(let word):
      try advance()
      return .word(word)
    case .string:
      return .text(try joinedText())
    case .symbol, .end:
      throw unexpected("a number, a word, a text in quotes or '{'")
    }
  }

  /// Takes what stands behind a minus sign.
  private mutating func negative() throws(ModelFileError) -> PrototxtField.Value {
    let value: PrototxtField.Value
    switch token.kind {
    case .number(.integer(let number)): value = .integer(-number)
    case .number(.real(let number)): value = .real(-number)
    case .word(let word):
      guard let number = Double(special: word) else { fallthrough }
      value = .real(-number)
    default: throw unexpected("a number after '-'")
    }
    try advance()
    return value
  }

  /// Takes texts that stand one after another, which are one.
  private mutating func joinedText() throws(ModelFileError) -> String {
    let start = token
    var bytes: [UInt8] = []
    while case .string(let part) = token.kind {
      bytes += part
      try advance()
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .syntax(start.place, expected: "a text in UTF-8", found: "other bytes")
    }
    return text
  }

  // MARK: Tokens

  private mutating func advance() throws(ModelFileError) { token = try scanner.next() }

  private mutating func skip(_ symbol: Unicode.Scalar) throws(ModelFileError) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    try advance()
    return true
  }

  private mutating func expect(
    _ symbol: Unicode.Scalar, _ expected: String
  ) throws(ModelFileError) {
    guard try skip(symbol) else { throw unexpected(expected) }
  }

  private func unexpected(_ expected: String) -> ModelFileError {
    .syntax(token.place, expected: expected, found: token.description)
  }
}
