import func Glibc.floor
import func Glibc.log10
import func Glibc.pow

extension Float {
  /// The shortest text that reads back as the same number; whole numbers without a point.
  package var shortText: String {
    if self == 0 { return "0" }
    return Int(exactly: self).map(String.init) ?? "\(self)"
  }
}

extension Double {
  /// The number to six significant digits; whole numbers below a million without a point.
  ///
  /// Sums of `Float` values carry noise far behind the digits that were written.
  public var shortText: String { text(significantDigits: 6) }

  /// The number to some significant digits, which are at most 15.
  package func text(significantDigits digits: Int) -> String {
    if self == 0 { return "0" }
    let rounded = rounded(significantDigits: digits)
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
  }

  /// The nearest number of some significant digits, which are at most 15; numbers that are not
  /// finite and the very smallest and largest stay as they are.
  package func rounded(significantDigits digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    let decimals = Double(digits) - 1 - floor(log10(magnitude))
    guard abs(decimals) < 300 else { return self }
    // Dividing by a power of ten that is exact gives the nearest number to the decimal digits.
    let unit = pow(10, abs(decimals))
    return decimals < 0 ? (self / unit).rounded() * unit : (self * unit).rounded() / unit
  }

  /// The number with a fixed count of decimals, for columns of numbers: `0.90`.
  package func text(decimals: Int) -> String {
    guard isFinite, magnitude < 1e9 else { return "\(self)" }
    let unit = pow(10, Double(decimals))
    let whole = Int((self * unit).rounded())
    let digits = String(whole.magnitude)
    let padded = String(repeating: "0", count: max(decimals + 1 - digits.count, 0)) + digits
    let sign = whole < 0 ? "-" : ""
    return decimals == 0
      ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
