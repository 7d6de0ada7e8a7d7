/// A decimal number as it is written, `-12.5e3`, before it is rounded to any type.
struct WrittenNumber {
  /// Whether it starts with a minus sign.
  let isNegative: Bool

  /// The digits as one whole number, without the point: as many of the first as fit.
  let significand: Int

  /// The power of ten that `significand` is multiplied with.
  let exponent: Int

  /// Whether `significand` holds every digit.
  let isComplete: Bool

  private static let exponentLimit = 100_000

  /// Reads `[+-] digits [. digits] [e [+-] digits]`, or nil where the text is anything else.
  ///
  /// - Parameter text: The bytes of the number alone.
  init?(_ text: ArraySlice<UInt8>) {
    var position = text.startIndex
    let end = text.endIndex

    func sign() -> Bool {
      guard position < end else { return false }
      let isMinus = text[position] == UInt8(ascii: "-")
      if isMinus || text[position] == UInt8(ascii: "+") { position += 1 }
      return isMinus
    }

    isNegative = sign()
    var significand = 0
    var exponent = 0
    var isComplete = true
    var isLong = false
    var hasDigits = false
    var isAfterPoint = false
    while position < end {
      if let digit = text[position].digit {
        hasDigits = true
        let (tens, isFull) = significand.multipliedReportingOverflow(by: 10)
        let (next, isOver) = tens.addingReportingOverflow(digit)
        isLong = isLong || isFull || isOver
        if !isLong {
          significand = next
          if isAfterPoint { exponent -= 1 }
        } else {
          if digit != 0 { isComplete = false }
          if !isAfterPoint { exponent += 1 }
        }
      } else if text[position] == UInt8(ascii: "."), !isAfterPoint {
        isAfterPoint = true
      } else {
        break
      }
      position += 1
    }
    guard hasDigits else { return nil }
    if position < end {
      guard text[position] | 0x20 == UInt8(ascii: "e") else { return nil }
      position += 1
      let isSmall = sign()
      guard position < end else { return nil }
      var power = 0
      while position < end {
        guard let digit = text[position].digit else { return nil }
        if power < Self.exponentLimit { power = power * 10 + digit }
        position += 1
      }
      exponent += isSmall ? -power : power
    }
    self.significand = significand
    self.exponent = exponent
    self.isComplete = isComplete
  }

  /// The correctly rounded `Float` where one exact operation gives it (Clinger 1990); nil elsewhere.
  var exactFloat: Float? {
    guard isComplete, significand <= 1 << 24, abs(exponent) <= 10 else { return nil }
    let magnitude = Float(significand)
    let power = Self.powersOfTen[abs(exponent)]
    let value = exponent < 0 ? magnitude / power : magnitude * power
    return isNegative ? -value : value
  }

  /// The number as a ratio, or nil where it has too many digits for one.
  var fraction: Fraction? {
    guard isComplete else { return nil }
    guard significand != 0 else { return .zero }
    var (digits, power) = (significand, exponent)
    while power < 0, digits % 10 == 0 { (digits, power) = (digits / 10, power + 1) }
    guard abs(power) <= 18 else { return nil }
    let tens = (0..<abs(power)).reduce(1) { product, _ in product * 10 }
    let sign = isNegative ? -1 : 1
    guard power > 0 else { return Fraction(sign * digits, over: tens) }
    let (product, overflow) = digits.multipliedReportingOverflow(by: tens)
    return overflow ? nil : Fraction(sign * product)
  }

  private static let powersOfTen: [Float] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
  ]
}

extension UInt8 {
  /// The value of an ASCII digit.
  fileprivate var digit: Int? {
    self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") ? Int(self &- UInt8(ascii: "0")) : nil
  }
}
