extension KernelText {
  /// Reads a weight, rounded correctly to `Float`.
  ///
  /// - Parameters:
  ///   - token: Where it stands.
  ///   - allowsFractions: Whether `1/9` is a number.
  /// - Returns: A finite number.
  /// - Throws: `notANumber`, `notFinite`, `tooLarge`, `zeroDenominator`, `fractionTooLong`.
  func weight(_ token: Range<Int>, allowsFractions: Bool) throws(KernelError) -> Float {
    if let number = WrittenNumber(bytes[token]) {
      if let value = number.exactFloat { return value }
      guard let value = Float(string(token)), value.isFinite else {
        throw error(.tooLarge(excerpt(token)), at: token.lowerBound)
      }
      return value
    }
    guard allowsFractions, let fraction = try ratio(token) else { throw notANumber(token) }
    guard
      abs(fraction.numerator) <= KernelLimits.fractionPart,
      fraction.denominator <= KernelLimits.fractionPart
    else { throw error(.fractionTooLong(excerpt(token)), at: token.lowerBound) }
    return Float(fraction.numerator) / Float(fraction.denominator)
  }

  /// Reads a number that is kept exactly.
  ///
  /// - Parameters:
  ///   - token: Where it stands.
  ///   - allowsFractions: Whether `1/9` is a number.
  /// - Returns: Its value.
  /// - Throws: `notANumber`, `notFinite`, `zeroDenominator`, `tooManyDigits`.
  func fraction(_ token: Range<Int>, allowsFractions: Bool) throws(KernelError) -> Fraction {
    if let number = WrittenNumber(bytes[token]) {
      guard let value = number.fraction else {
        throw error(.tooManyDigits(excerpt(token)), at: token.lowerBound)
      }
      return value
    }
    guard allowsFractions, let fraction = try ratio(token) else { throw notANumber(token) }
    return fraction
  }

  /// Reads a whole number that is not negative.
  ///
  /// - Parameter token: Where it stands.
  /// - Returns: The number, or nil where it is anything else.
  func wholeNumber(_ token: Range<Int>) -> Int? {
    guard
      let value = WrittenNumber(bytes[token])?.fraction, value.denominator == 1,
      value.numerator >= 0
    else { return nil }
    return value.numerator
  }

  /// Reads two whole numbers with a slash between them, or nil where the token is anything else.
  private func ratio(_ token: Range<Int>) throws(KernelError) -> Fraction? {
    guard let slash = bytes[token].firstIndex(of: UInt8(ascii: "/")), slash + 1 < token.upperBound
    else { return nil }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard
      bytes[slash + 1..<token.upperBound].allSatisfy(digits.contains),
      let above = WrittenNumber(bytes[token.lowerBound..<slash]),
      let below = WrittenNumber(bytes[slash + 1..<token.upperBound]),
      !bytes[token.lowerBound..<slash].contains(where: { !digits.contains($0) && !isSign($0) })
    else { return nil }
    guard let numerator = above.fraction, let denominator = below.fraction else {
      throw error(.tooManyDigits(excerpt(token)), at: token.lowerBound)
    }
    guard let fraction = Fraction(numerator.numerator, over: denominator.numerator) else {
      throw error(.zeroDenominator(excerpt(token)), at: token.lowerBound)
    }
    return fraction
  }

  private func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }

  /// The error for a token that is no number, or one that is none of the finite ones.
  private func notANumber(_ token: Range<Int>) -> KernelError {
    let found = excerpt(token)
    let word = found.lowercased().drop { $0 == "-" || $0 == "+" }
    let problem: KernelTextProblem =
      ["nan", "inf", "infinity"].contains(word) ? .notFinite(found) : .notANumber(found)
    return error(problem, at: token.lowerBound)
  }
}
