/// Takes the parts of a JSON text (RFC 8259) one after another, never past its end.
///
/// Names stay in their order and keep their bytes; nothing is held but what is taken.
struct JSONScanner {
  /// A place where the text is no JSON.
  struct Mistake: Error {
    /// The byte of the text.
    let offset: Int

    /// How deep values may lie in others, where this one lies deeper; nil for a wrong text.
    var depthLimit: Int?
  }

  /// What a value begins as.
  enum Kind { case object, array, string, number, word }

  /// How deep values may lie in others.
  private static let greatestDepth = 128

  private let text: UnsafeRawBufferPointer
  private(set) var offset = 0

  /// Creates a scanner.
  ///
  /// - Parameter text: The whole text; valid while the scanner is used.
  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  /// What the next value is.
  mutating func kind() throws(Mistake) -> Kind {
    skipSpace()
    guard let byte else { throw mistake }
    switch byte {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .word
    default: throw mistake
    }
  }

  /// Takes an object: the body is called after each name, and takes the value.
  mutating func object<Failure: Error>(
    orThrow failure: (Mistake) -> Failure,
    _ member: (_ name: String, inout JSONScanner) throws(Failure) -> Void
  ) throws(Failure) {
    do throws(Mistake) { try expect("{") } catch { throw failure(error) }
    if skip("}") { return }
    repeat {
      let name: String
      do throws(Mistake) {
        name = try string()
        try expect(":")
      } catch { throw failure(error) }
      try member(name, &self)
    } while skip(",")
    do throws(Mistake) { try expect("}") } catch { throw failure(error) }
  }

  /// Takes an array of at most so many whole numbers; nil where it is another one.
  mutating func integers(atMost limit: Int) throws(Mistake) -> [Int]? {
    try expect("[")
    var integers: [Int] = []
    if skip("]") { return integers }
    var isExpected = true
    repeat {
      guard try kind() == .number else {
        isExpected = false
        try skipValue()
        continue
      }
      let integer = Int(try number())
      isExpected = isExpected && integer != nil && integers.count < limit
      if isExpected, let integer { integers.append(integer) }
    } while skip(",")
    try expect("]")
    return isExpected ? integers : nil
  }

  /// Takes a string, its escapes read.
  mutating func string() throws(Mistake) -> String {
    try expect("\"")
    var bytes: [UInt8] = []
    while byte != UInt8(ascii: "\"") {
      guard let next = byte, next >= 0x20 else { throw mistake }
      offset += 1
      if next != UInt8(ascii: "\\") {
        bytes.append(next)
      } else {
        bytes += String(try escaped()).utf8
      }
    }
    guard let string = String(validating: bytes, as: UTF8.self) else { throw mistake }
    offset += 1
    return string
  }

  /// Takes a value of any kind.
  mutating func skipValue(depth: Int = 0) throws(Mistake) {
    guard depth < Self.greatestDepth else {
      throw Mistake(offset: offset, depthLimit: Self.greatestDepth)
    }
    switch try kind() {
    case .string: _ = try string()
    case .number: _ = try number()
    case .word: try skipWord()
    case .array:
      try expect("[")
      if skip("]") { return }
      repeat { try skipValue(depth: depth + 1) } while skip(",")
      try expect("]")
    case .object:
      try object(orThrow: { $0 }) { (_, scanner) throws(Mistake) in
        try scanner.skipValue(depth: depth + 1)
      }
    }
  }

  /// Throws where anything but white space follows.
  mutating func expectEnd() throws(Mistake) {
    skipSpace()
    guard offset == text.count else { throw mistake }
  }

  // MARK: Parts

  private var byte: UInt8? { offset < text.count ? text[offset] : nil }

  private var mistake: Mistake { Mistake(offset: min(offset, text.count)) }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d { offset += 1 }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard byte == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Mistake) {
    guard skip(character) else { throw mistake }
  }

  /// The character that a backslash, which was passed, and what follows it stand for.
  private mutating func escaped() throws(Mistake) -> Unicode.Scalar {
    guard let letter = byte else { throw mistake }
    offset += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw mistake
    }
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // Characters beyond 16 bits stand as two halves, the high one first.
    guard first < 0xdc00, text.slice(offset..<text.count).starts(with: Array("\\u".utf8)) else {
      throw mistake
    }
    offset += 2
    let second = try hexadecimal()
    guard (0xdc00..<0xe000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { throw mistake }
    return scalar
  }

  private mutating func hexadecimal() throws(Mistake) -> UInt32 {
    guard let range = text.range(at: offset, count: 4) else { throw mistake }
    var value: UInt32 = 0
    for byte in text[range] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw mistake }
      value = value << 4 | UInt32(digit)
    }
    offset += 4
    return value
  }

  private mutating func number() throws(Mistake) -> String {
    skipSpace()
    let start = offset
    if byte == UInt8(ascii: "-") { offset += 1 }
    let isZero = byte == UInt8(ascii: "0")
    guard try digits() == 1 || !isZero else { throw mistake }
    if byte == UInt8(ascii: ".") {
      offset += 1
      _ = try digits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      offset += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { offset += 1 }
      _ = try digits()
    }
    return String(decoding: text[start..<offset], as: UTF8.self)
  }

  /// Passes digits, and tells how many.
  private mutating func digits() throws(Mistake) -> Int {
    let start = offset
    while let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    guard offset > start else { throw mistake }
    return offset - start
  }

  private mutating func skipWord() throws(Mistake) {
    let rest = text.slice(offset..<text.count)
    for word in ["true", "false", "null"] where rest.starts(with: word.utf8) {
      offset += word.utf8.count
      return
    }
    throw mistake
  }
}
