/// Reads the few Python literals that occur in the header of a NumPy file, and nothing else.
struct NumpyHeaderScanner {
  /// Where the next byte stands in the file.
  private(set) var offset: Int

  private let file: [UInt8]
  private let end: Int

  init(_ file: [UInt8], range: Range<Int>) {
    self.file = file
    offset = range.lowerBound
    end = range.upperBound
  }

  /// Passes a character, or throws where another one follows.
  mutating func expect(_ character: Unicode.Scalar) throws(CodecError) {
    guard skip(character) else {
      throw .numpyHeader(offset: offset, expected: "'\(character)'")
    }
  }

  /// Passes a character if it follows.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard offset < end, file[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  /// Passes white space, and throws where anything else follows.
  mutating func expectEnd() throws(CodecError) {
    skipSpace()
    guard offset == end else {
      throw .numpyHeader(offset: offset, expected: "the end of the header")
    }
  }

  /// Reads a type: a string, or the text of a list or tuple that describes a structure.
  mutating func type() throws(CodecError) -> String {
    skipSpace()
    let start = offset
    guard skip("[") || skip("(") else { return try string() }
    var depth = 1
    while depth > 0 {
      guard offset < end else { throw .numpyHeader(offset: end, expected: "a closing bracket") }
      switch file[offset] {
      case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        _ = try string()
        continue
      default: break
      }
      offset += 1
    }
    return String(decoding: file[start..<offset], as: UTF8.self)
  }

  /// Reads a string in single or double quotes, perhaps with the `u` or `b` of Python before it;
  /// there are no escapes.
  mutating func string() throws(CodecError) -> String {
    skipSpace()
    if offset + 1 < end, "uUbB".utf8.contains(file[offset]),
      "'\"".utf8.contains(file[offset + 1])
    {
      offset += 1
    }
    let quote: Unicode.Scalar
    if skip("'") {
      quote = "'"
    } else if skip("\"") {
      quote = "\""
    } else {
      throw .numpyHeader(offset: offset, expected: "a quoted string")
    }
    guard let close = file[offset..<end].firstIndex(of: UInt8(ascii: quote)) else {
      throw .numpyHeader(offset: end, expected: "a closing quote")
    }
    defer { offset = close + 1 }
    return String(decoding: file[offset..<close], as: UTF8.self)
  }

  /// Reads `True` or `False`.
  mutating func boolean() throws(CodecError) -> Bool {
    skipSpace()
    for (word, value) in [("True", true), ("False", false)]
    where file[offset..<end].starts(with: word.utf8) {
      offset += word.utf8.count
      return value
    }
    throw .numpyHeader(offset: offset, expected: "True or False")
  }

  /// Reads a tuple of integers of 0 or more; one of a single integer ends in a comma.
  mutating func tuple() throws(CodecError) -> [Int] {
    try expect("(")
    var values: [Int] = []
    while !skip(")") {
      values.append(try integer())
      if skip(",") { continue }
      // `(3)` is no tuple in Python.
      try expect(values.count == 1 ? "," : ")")
      break
    }
    return values
  }

  /// An integer; Python 2 writes an `L` behind long ones.
  private mutating func integer() throws(CodecError) -> Int {
    skipSpace()
    let digits = file[offset..<end].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let value = Int(String(decoding: digits, as: UTF8.self)) else {
      throw .numpyHeader(offset: offset, expected: "an integer of 0 or more")
    }
    offset = digits.endIndex
    if offset < end, file[offset] == UInt8(ascii: "L") { offset += 1 }
    return value
  }

  private mutating func skipSpace() {
    while offset < end, file[offset] == 0x20 || (0x09...0x0d).contains(file[offset]) {
      offset += 1
    }
  }
}
