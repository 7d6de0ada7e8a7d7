extension PrototxtField {
  /// The value as a whole number.
  ///
  /// - Returns: The number.
  /// - Throws: `ModelFileError.syntax` with its place where it is none.
  public func integer() throws(ModelFileError) -> Int64 {
    guard case .integer(let number) = value else { throw unexpected("a whole number") }
    return number
  }

  /// The value as a number.
  ///
  /// - Returns: The number; `inf` and `nan` are numbers too.
  /// - Throws: `ModelFileError.syntax` with its place where it is none.
  public func real() throws(ModelFileError) -> Double {
    switch value {
    case .integer(let number): return Double(number)
    case .real(let number): return number
    case .word(let word):
      guard let number = Double(special: word) else { throw unexpected("a number") }
      return number
    case .text, .message: throw unexpected("a number")
    }
  }

  /// The value as a truth value: `true` or `false`, or what stands for them.
  ///
  /// - Returns: Whether it is true.
  /// - Throws: `ModelFileError.syntax` with its place where it is none.
  public func flag() throws(ModelFileError) -> Bool {
    switch value {
    case .integer(1), .word("true"), .word("True"), .word("t"): return true
    case .integer(0), .word("false"), .word("False"), .word("f"): return false
    default: throw unexpected("true or false")
    }
  }

  /// The value as a text in quotes.
  ///
  /// - Returns: The text.
  /// - Throws: `ModelFileError.syntax` with its place where it is none.
  public func text() throws(ModelFileError) -> String {
    guard case .text(let text) = value else { throw unexpected("a text in quotes") }
    return text
  }

  /// The value as a message.
  ///
  /// - Returns: The message.
  /// - Throws: `ModelFileError.syntax` with its place where it is none.
  public func message() throws(ModelFileError) -> PrototxtMessage {
    guard case .message(let message) = value else { throw unexpected("'{'") }
    return message
  }

  /// What is said where the value is another than the field needs.
  ///
  /// - Parameter expected: What it needs, for example `MAX or AVE`.
  /// - Returns: The error, with the place of the value.
  public func unexpected(_ expected: String) -> ModelFileError {
    .syntax(valuePlace, expected: "\(expected) for '\(name)'", found: "\(value)")
  }
}

extension Double {
  /// The number that a word stands for, in any case of its letters; nil for other words.
  init?(special word: String) {
    switch word.lowercased() {
    case "inf", "infinity": self = .infinity
    case "nan": self = .nan
    default: return nil
    }
  }
}
