import Glibc
import Pixels

extension UnaryFunction {
  /// A function that is computed in `Double` and rounded once.
  @inline(__always)
  static func rounded(
    _ kind: String, _ note: String, numbers: [String: Float] = [:],
    _ function: @escaping @Sendable (Double) -> Double
  ) -> UnaryFunction {
    UnaryFunction(
      kind, note, numbers: numbers, floats: { $0.mapped { Float(function(Double($0))) } })
  }

  /// The exponential function.
  public static let exp = rounded("exp", "e to the power of x") { Glibc.exp($0) }

  /// The natural logarithm.
  public static let log = rounded("log", "the natural logarithm") { Glibc.log($0) }

  /// The error function.
  public static let erf = rounded("erf", "the error function") { Glibc.erf($0) }

  /// The sine of radians.
  public static let sin = rounded("sin", "the sine") { Glibc.sin($0) }

  /// The cosine of radians.
  public static let cos = rounded("cos", "the cosine") { Glibc.cos($0) }
}
