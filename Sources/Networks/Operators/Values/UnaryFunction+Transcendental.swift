import Glibc
import Pixels

extension UnaryFunction {
  /// A function that is computed in `Double` and rounded once.
  @inline(__always)
  static func rounded(
    _ kind: String, _ note: String, numbers: [String: Float] = [:],
    slope: (@Sendable (Double) -> Double)? = nil, _ function: @escaping @Sendable (Double) -> Double
  ) -> UnaryFunction {
    UnaryFunction(
      kind, note, numbers: numbers, slope: slope,
      floats: { $0.mapped { Float(function(Double($0))) } })
  }

  /// The exponential function.
  public static let exp = rounded("exp", "e to the power of x", slope: { Glibc.exp($0) }) {
    Glibc.exp($0)
  }

  /// The natural logarithm.
  public static let log = rounded("log", "the natural logarithm", slope: { 1 / $0 }) {
    Glibc.log($0)
  }

  /// The error function.
  public static let erf = rounded(
    "erf", "the error function", slope: { 2 / Double.pi.squareRoot() * Glibc.exp(-$0 * $0) }
  ) { Glibc.erf($0) }

  /// The sine of radians.
  public static let sin = rounded("sin", "the sine", slope: { Glibc.cos($0) }) { Glibc.sin($0) }

  /// The cosine of radians.
  public static let cos = rounded("cos", "the cosine", slope: { -Glibc.sin($0) }) { Glibc.cos($0) }
}
