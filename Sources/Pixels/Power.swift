// Powers from additions, multiplications and divisions of `Double` alone, so that they are the same
// on every machine.

/// A power of a number that is not negative.
///
/// - Parameters:
///   - base: 0 or more.
///   - exponent: More than 0.
/// - Returns: `base^exponent`, right to about 14 digits; 0 where it is less than the least normal
///   number.
func power(_ base: Double, _ exponent: Double) -> Double {
  if base == 0 || base == 1 || exponent == 1 { return base }
  return exponential(exponent * logarithm(base))
}

/// The fifth root of a number from 0.008 to 1 (Newton's method from above, to the last bits).
func fifthRoot(_ number: Double) -> Double {
  var root = 1.0
  for _ in 0..<16 {
    let square = root * root
    root = (4 * root + number / (square * square)) / 5
  }
  return root
}

private let logarithmOf2 = 0.693147180559945309417

/// ln(x) = e ln(2) + 2 artanh((m - 1)/(m + 1)) for x = m 2^e, with m about 1.
private func logarithm(_ number: Double) -> Double {
  var (exponent, part) = (Double(number.exponent), number.significand)
  if part > 1.4142135623730951 {
    part /= 2
    exponent += 1
  }
  let quotient = (part - 1) / (part + 1)
  let square = quotient * quotient
  // Below 0.172, so that the terms fall by 34 or more each.
  var sum = 0.0
  for divisor in stride(from: 25.0, through: 1, by: -2) { sum = sum * square + 1 / divisor }
  return exponent * logarithmOf2 + 2 * quotient * sum
}

/// e^x = 2^n e^r, with r between -ln(2)/2 and ln(2)/2.
private func exponential(_ number: Double) -> Double {
  let exponent = (number / logarithmOf2).rounded()
  if exponent < -1022 { return 0 }
  if exponent > 1023 { return .infinity }
  let rest = number - exponent * logarithmOf2
  var sum = 1.0
  for divisor in stride(from: 18.0, through: 1, by: -1) { sum = 1 + sum * rest / divisor }
  return Double(sign: .plus, exponent: Int(exponent), significand: sum)
}
