import Pixels

extension UnaryFunction {
  /// The magnitude.
  public static let abs = UnaryFunction(
    "abs", "the magnitude",
    integers: { value, type in value < 0 && type != .uint64 ? 0 &- value : value },
    slope: { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 },
    floats: { $0.mapped { $0.magnitude } })

  /// The negative.
  public static let neg = UnaryFunction(
    "neg", "the negative", integers: { value, _ in 0 &- value }, slope: { _ in -1 },
    floats: { $0.mapped { -$0 } })

  /// -1, 0 or 1.
  public static let sign = UnaryFunction(
    "sign", "-1, 0 or 1",
    integers: { value, type in type == .uint64 ? (value == 0 ? 0 : 1) : value.signum() },
    slope: { _ in 0 },
    floats: { $0.mapped { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 == 0 ? 0 : $0 } })

  /// The square root.
  public static let sqrt = UnaryFunction(
    "sqrt", "the square root", slope: { 0.5 / $0.squareRoot() },
    floats: { $0.mapped { $0.squareRoot() } })

  /// One divided by the number.
  public static let reciprocal = UnaryFunction(
    "reciprocal", "1 / x", slope: { -1 / ($0 * $0) },
    floats: { $0.mapped { 1 / $0 } })

  /// The next whole number that is not larger.
  public static let floor = UnaryFunction(
    "floor", "rounded down", slope: { _ in 0 },
    floats: { $0.mapped { $0.rounded(.down) } })

  /// The next whole number that is not smaller.
  public static let ceil = UnaryFunction(
    "ceil", "rounded up", slope: { _ in 0 },
    floats: { $0.mapped { $0.rounded(.up) } })

  /// The nearest whole number, halves to the even one.
  public static let round = UnaryFunction(
    "round", "rounded, halves to the even number",
    slope: { _ in 0 },
    floats: { $0.mapped { $0.rounded(.toNearestOrEven) } })
}
