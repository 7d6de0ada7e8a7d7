/// An exact ratio of two integers, in lowest terms, with a positive denominator.
public struct Fraction: Hashable, Sendable {
  /// The number above the line.
  public let numerator: Int

  /// The number below the line, 1 or more.
  public let denominator: Int

  /// Zero.
  public static let zero = Fraction(0)

  /// One.
  public static let one = Fraction(1)

  /// Creates a whole number.
  ///
  /// - Parameter value: The number.
  public init(_ value: Int) {
    numerator = value
    denominator = 1
  }

  /// Creates a ratio in lowest terms, or nil where the denominator is 0 or a part is `Int.min`.
  ///
  /// - Parameters:
  ///   - numerator: The number above the line.
  ///   - denominator: The number below the line.
  public init?(_ numerator: Int, over denominator: Int) {
    guard denominator != 0, numerator != Int.min, denominator != Int.min else { return nil }
    let divisor = greatestCommonDivisor(abs(numerator), abs(denominator))
    let sign = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  /// Creates the ratio that equals a floating-point number, or nil where its parts do not fit `Int`.
  ///
  /// - Parameter value: Any number.
  public init?(exactly value: Double) {
    var numerator = value
    var denominator = 1
    while numerator != numerator.rounded(.towardZero), denominator < 1 << 62 {
      numerator *= 2
      denominator *= 2
    }
    guard let whole = Int(exactly: numerator) else { return nil }
    self.init(whole, over: denominator)
  }

  /// The number that gives 1 as a product with this one; nil for zero.
  public var reciprocal: Fraction? { Fraction(denominator, over: numerator) }

  /// The nearest `Double`.
  public var doubleValue: Double { Double(numerator) / Double(denominator) }

  /// The product, or nil where a part of it does not fit an `Int`.
  ///
  /// - Parameter other: The other factor.
  /// - Returns: The product in lowest terms.
  public func multiplied(by other: Fraction) -> Fraction? {
    let first = greatestCommonDivisor(abs(numerator), other.denominator)
    let second = greatestCommonDivisor(abs(other.numerator), denominator)
    let above = (numerator / first).multipliedReportingOverflow(by: other.numerator / second)
    let below = (denominator / second).multipliedReportingOverflow(by: other.denominator / first)
    guard !above.overflow, !below.overflow else { return nil }
    return Fraction(above.partialValue, over: below.partialValue)
  }
}

extension Fraction: CustomStringConvertible {
  /// `3`, or `1/9`.
  public var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}

/// The greatest number that divides both (Euclid); 1 where both are 0.
///
/// - Parameters:
///   - first: 0 or more.
///   - second: 0 or more.
/// - Returns: 1 or more.
package func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
  var (larger, smaller) = (first, second)
  while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
  return max(larger, 1)
}
