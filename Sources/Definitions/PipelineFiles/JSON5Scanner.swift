/// Finds the first mistake in the punctuation of a JSON5 text, of which the decoder tells nothing,
/// or the first name that an object has twice, of which the decoder keeps one.
///
/// Words are not looked into: what follows a digit or a backslash may still be wrong.
struct JSON5Scanner {
  private enum Expectation: String {
    case value = "a value"
    case valueOrEnd = "a value or ']'"
    case nameOrEnd = "a name or '}'"
    case colon = "a colon"
    case commaOrBracket = "a comma or ']'"
    case commaOrBrace = "a comma or '}'"
    case end = "the end"
  }

  private let bytes: [UInt8]
  private var position = 0
  private var open: [Int] = []
  private var names = JSON5Names()
  private var expectation = Expectation.value

  /// Looks for the first mistake of a text.
  ///
  /// - Parameter bytes: The text as UTF-8.
  /// - Returns: The mistake and its place; nil if the punctuation is right and no name is repeated.
  static func mistake(in bytes: [UInt8]) -> SyntaxMistake? {
    var scanner = JSON5Scanner(bytes: bytes)
    return scanner.scan()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func scan() -> SyntaxMistake? {
    while position < bytes.count {
      let start = position
      let problem: SyntaxMistake.Problem?
      switch bytes[position] {
      case _ where skipsSpace(): problem = nil
      case UInt8(ascii: "/"): problem = comment()
      case UInt8(ascii: "{"), UInt8(ascii: "["): problem = opening()
      case UInt8(ascii: "}"), UInt8(ascii: "]"): problem = closing()
      case UInt8(ascii: ","): problem = comma()
      case UInt8(ascii: ":"):
        position += 1
        problem = expectation == .colon ? nil : unexpected(":")
        expectation = .value
      case UInt8(ascii: "\""), UInt8(ascii: "'"): problem = text()
      default: problem = word()
      }
      if let problem { return mistake(problem, at: start) }
    }
    if let bracket = open.last {
      return mistake(.unclosed("'\(character(bracket))'"), at: bracket)
    }
    return expectation == .end ? nil : mistake(unexpected("the end"), at: bytes.count)
  }

  private mutating func skipsSpace() -> Bool {
    let space: [UInt8] = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D]
    guard space.contains(bytes[position]) else { return false }
    position += 1
    return true
  }

  private mutating func comment() -> SyntaxMistake.Problem? {
    let rest = bytes[position...]
    if rest.starts(with: "//".utf8) {
      position = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      return nil
    }
    guard rest.starts(with: "/*".utf8) else { return unexpected("/") }
    position += 2
    while position < bytes.count {
      if bytes[position...].starts(with: "*/".utf8) {
        position += 2
        return nil
      }
      position += 1
    }
    return .unclosed("comment")
  }

  private mutating func opening() -> SyntaxMistake.Problem? {
    guard expectation == .value || expectation == .valueOrEnd else {
      return unexpected(character(position))
    }
    guard open.count < SyntaxMistake.maximumDepth else { return .tooDeep }
    expectation = bytes[position] == UInt8(ascii: "{") ? .nameOrEnd : .valueOrEnd
    open.append(position)
    names.open()
    position += 1
    return nil
  }

  private mutating func closing() -> SyntaxMistake.Problem? {
    let allowed: [Expectation] =
      bytes[position] == UInt8(ascii: "}")
      ? [.nameOrEnd, .commaOrBrace] : [.valueOrEnd, .commaOrBracket]
    guard allowed.contains(expectation), open.popLast() != nil else {
      return unexpected(character(position))
    }
    names.close()
    position += 1
    endValue()
    return nil
  }

  private mutating func comma() -> SyntaxMistake.Problem? {
    switch expectation {
    case .commaOrBracket: expectation = .valueOrEnd
    case .commaOrBrace: expectation = .nameOrEnd
    default: return unexpected(",")
    }
    position += 1
    return nil
  }

  private mutating func text() -> SyntaxMistake.Problem? {
    let start = position
    let quote = bytes[position]
    position += 1
    while position < bytes.count, bytes[position] != 0x0A {
      let byte = bytes[position]
      let isEscape = byte == UInt8(ascii: "\\")
      // A line may go on behind a backslash, also where it ends in two bytes.
      position += isEscape ? (bytes[position...].starts(with: "\\\r\n".utf8) ? 3 : 2) : 1
      if byte == quote {
        return nameOrValue(start + 1..<position - 1, found: character(quote: quote))
      }
    }
    return .unclosed("quote")
  }

  private mutating func word() -> SyntaxMistake.Problem? {
    let start = position
    let ends = Array(" \t\n\r\u{0B}\u{0C}{}[],:\"'/".utf8)
    while position < bytes.count, !ends.contains(bytes[position]) { position += 1 }
    let word = String(decoding: bytes[start..<min(position, start + 40)], as: UTF8.self)
    let isNumber = word.first.map { "0123456789+-.".contains($0) } ?? false
    let values = ["true", "false", "null", "Infinity", "NaN"]
    guard expectation == .nameOrEnd || isNumber || values.contains(word),
      word.unicodeScalars.allSatisfy(\.mayStandInWord)
    else { return unexpected(word) }
    return nameOrValue(start..<position, found: word)
  }

  /// Takes what is a name or a value, and knows what must follow.
  private mutating func nameOrValue(
    _ range: Range<Int>, found: String
  ) -> SyntaxMistake.Problem? {
    switch expectation {
    case .nameOrEnd:
      expectation = .colon
      let name = bytes[range]
      if let first = names.add(name, at: range.lowerBound) {
        return .repeated(JSON5Names.text(of: name), firstLine: place(of: first).line)
      }
    case .value, .valueOrEnd: endValue()
    case .colon, .commaOrBracket, .commaOrBrace, .end: return unexpected(found)
    }
    return nil
  }

  private mutating func endValue() {
    guard let bracket = open.last else {
      expectation = .end
      return
    }
    expectation = bytes[bracket] == UInt8(ascii: "{") ? .commaOrBrace : .commaOrBracket
  }

  private func unexpected(_ found: String) -> SyntaxMistake.Problem {
    .unexpected(found, expected: expectation.rawValue)
  }

  private func character(_ position: Int) -> String {
    String(decoding: bytes[position...position], as: UTF8.self)
  }

  private func character(quote: UInt8) -> String { String(decoding: [quote], as: UTF8.self) }

  private func mistake(_ problem: SyntaxMistake.Problem, at position: Int) -> SyntaxMistake {
    let (line, column) = place(of: position)
    return SyntaxMistake(line: line, column: column, problem: problem)
  }

  /// Counts lines and, in the last one, characters: bytes that do not continue one.
  private func place(of position: Int) -> (line: Int, column: Int) {
    let before = bytes[..<position]
    let ends = before.indices.filter { index in
      bytes[index] == 0x0A
        || (bytes[index] == 0x0D && !bytes[index...].dropFirst().starts(with: [0x0A]))
    }
    let line = ends.last.map { before[($0 + 1)...] } ?? before
    return (ends.count + 1, line.count { $0 & 0xC0 != 0x80 } + 1)
  }
}

extension Unicode.Scalar {
  /// Whether the decoder takes the character in names; blanks and marks beyond ASCII part nothing.
  fileprivate var mayStandInWord: Bool {
    if isASCII { return value > 0x20 && value != 0x7F }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .letterNumber, .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation:
      return true
    default: return self == "\u{200C}" || self == "\u{200D}"
    }
  }
}
