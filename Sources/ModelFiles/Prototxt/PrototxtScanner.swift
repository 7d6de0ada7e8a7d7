import Escaping

/// The smallest part of a text that means something.
struct PrototxtToken {
  /// What it is.
  enum Kind: Equatable {
    case word(String)
    case number(PrototxtField.Value)
    case string([UInt8])
    case symbol(Unicode.Scalar)
    case end
  }

  let kind: Kind

  /// Where it begins.
  let place: TextPlace
}

/// Takes the tokens of a text one after another, without blanks and comments.
struct PrototxtScanner {
  private let text: [UInt8]
  private var offset = 0
  private var line = 1
  private var column = 1

  /// Begins at the start of a text in UTF-8.
  init(_ text: [UInt8]) { self.text = text }

  /// The next token; at the end of the text always `end`.
  mutating func next() throws(ModelFileError) -> PrototxtToken {
    skipBlanks()
    let place = place
    guard let byte else { return PrototxtToken(kind: .end, place: place) }
    let kind: PrototxtToken.Kind
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): kind = .string(try string(endingWith: byte))
    case _ where byte.isLetter: kind = .word(take { $0.isLetter || $0.isDigit })
    case _ where byte.isDigit || byte == UInt8(ascii: "."): kind = .number(try number())
    default: kind = .symbol(scalar())
    }
    return PrototxtToken(kind: kind, place: place)
  }

  // MARK: Bytes

  private var byte: UInt8? { offset < text.count ? text[offset] : nil }

  private var place: TextPlace { TextPlace(line: line, column: column) }

  /// Passes a byte; those that continue a character have no column of their own.
  private mutating func advance() {
    let byte = text[offset]
    offset += 1
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if offset == text.count || text[offset] & 0xC0 != 0x80 {
      column += 1
    }
  }

  private mutating func skipBlanks() {
    var isComment = false
    while let byte {
      if byte == UInt8(ascii: "#") { isComment = true }
      if byte == UInt8(ascii: "\n") { isComment = false }
      guard isComment || byte == 0x20 || (0x09...0x0D).contains(byte) else { return }
      advance()
    }
  }

  private mutating func take(while belongs: (UInt8) -> Bool) -> String {
    let start = offset
    while let byte, belongs(byte) { advance() }
    return String(decoding: text[start..<offset], as: UTF8.self)
  }

  /// Takes one character, of however many bytes.
  private mutating func scalar() -> Unicode.Scalar {
    let start = offset
    repeat { advance() } while offset < text.count && text[offset] & 0xC0 == 0x80
    return String(decoding: text[start..<offset], as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
  }

  // MARK: Numbers

  /// Takes a number without sign: decimal, with `0x` hexadecimal, with `0` octal, or a decimal
  /// fraction, which may end in `f`.
  private mutating func number() throws(ModelFileError) -> PrototxtField.Value {
    let start = place
    let isHexadecimal =
      text[offset...].starts(with: "0x".utf8) || text[offset...].starts(with: "0X".utf8)
    var last: UInt8 = 0
    let digits = take { byte in
      let exponent: Bool = !isHexadecimal && (last | 0x20) == UInt8(ascii: "e")
      let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      last = byte
      return byte.isLetter || byte.isDigit || byte == UInt8(ascii: ".") || (exponent && isSign)
    }
    guard let number = PrototxtField.Value(digits, isHexadecimal: isHexadecimal) else {
      throw .syntax(start, expected: "a number", found: quotedForTerminal(digits, limit: 40))
    }
    return number
  }

  // MARK: Strings

  private mutating func string(endingWith quote: UInt8) throws(ModelFileError) -> [UInt8] {
    let start = place
    advance()
    var bytes: [UInt8] = []
    while byte != quote {
      guard let next = byte, next != UInt8(ascii: "\n") else {
        throw .syntax(
          place, expected: "the quote that ends the text of \(start)",
          found: byte == nil ? "the end of the text" : "the end of the line")
      }
      if next == UInt8(ascii: "\\") {
        bytes += try escaped()
      } else {
        bytes.append(next)
        advance()
      }
    }
    advance()
    return bytes
  }

  /// Takes a backslash and what stands for a byte or character behind it.
  private mutating func escaped() throws(ModelFileError) -> [UInt8] {
    let start = place
    advance()
    guard let letter = byte else {
      throw .syntax(place, expected: "an escape", found: "the end of the text")
    }
    if let value = digits(upTo: 3, radix: 8) {
      guard let byte = UInt8(exactly: value) else {
        throw .syntax(start, expected: "a byte of at most \\377", found: "a greater one")
      }
      return [byte]
    }
    advance()
    switch letter {
    case UInt8(ascii: "a"): return [0x07]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "v"): return [0x0B]
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "?"):
      return [letter]
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      if let value = digits(upTo: 2, radix: 16) { return [UInt8(truncatingIfNeeded: value)] }
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let count = letter == UInt8(ascii: "u") ? 4 : 8
      let first = offset
      if let value = digits(upTo: count, radix: 16), offset == first + count,
        let scalar = Unicode.Scalar(value)
      {
        return Array(String(scalar).utf8)
      }
    default: break
    }
    throw .syntax(
      start, expected: "an escape such as \\n, \\\", \\123, \\x4A or \\u00E9", found: "another")
  }

  /// Takes digits, at most so many; nil where there is none.
  private mutating func digits(upTo limit: Int, radix: Int) -> UInt32? {
    var value: UInt32?
    for _ in 0..<limit {
      guard let byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix
      else { break }
      value = (value ?? 0) * UInt32(radix) + UInt32(digit)
      advance()
    }
    return value
  }
}

extension PrototxtField.Value {
  /// The number that digits and letters stand for; nil where they are none.
  fileprivate init?(_ text: String, isHexadecimal: Bool) {
    if isHexadecimal {
      guard let number = Int64(text.dropFirst(2), radix: 16) else { return nil }
      self = .integer(number)
    } else if text.utf8.allSatisfy(\.isDigit) {
      let isOctal = text.hasPrefix("0")
      if let number = Int64(text, radix: isOctal ? 8 : 10) {
        self = .integer(number)
      } else {
        guard !isOctal, let number = Double(text) else { return nil }
        self = .real(number)
      }
    } else {
      let isSingle = text.hasSuffix("f") || text.hasSuffix("F")
      guard let number = Double(isSingle ? String(text.dropLast()) : text) else { return nil }
      self = .real(number)
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether it may begin a name.
  fileprivate var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self == UInt8(ascii: "_")
  }
}

extension PrototxtToken: CustomStringConvertible {
  /// What was found, for messages.
  var description: String {
    switch kind {
    case .word(let word): quotedForTerminal(word, limit: 40)
    case .number(let number): "\(number)"
    case .string: "a text in quotes"
    case .symbol(let symbol): quotedForTerminal(String(symbol))
    case .end: "the end of the text"
    }
  }
}

extension PrototxtField.Value: CustomStringConvertible {
  /// What it is, for messages.
  public var description: String {
    switch self {
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .word(let word): quotedForTerminal(word, limit: 40)
    case .text(let text): "the text \(quotedForTerminal(text, limit: 40))"
    case .message: "a message in braces"
    }
  }
}
