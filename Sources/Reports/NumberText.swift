import func Glibc.floor
import func Glibc.log10
import func Glibc.pow

extension Float {
  /// The shortest text that reads back as the same number; whole numbers without a point.
  var shortText: String {
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
  func text(significantDigits digits: Int) -> String {
    guard self != 0, isFinite else { return self == 0 ? "0" : "\(self)" }
    let decimals = Double(digits) - 1 - floor(log10(magnitude))
    guard abs(decimals) < 300 else { return "\(self)" }
    // Dividing by a power of ten that is exact gives the nearest number to the decimal digits.
    let unit = pow(10, abs(decimals))
    let rounded =
      decimals < 0 ? (self / unit).rounded() * unit : (self * unit).rounded() / unit
    return Int(exactly: rounded).map(String.init) ?? "\(rounded)"
  }
}
