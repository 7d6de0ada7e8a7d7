import Glibc
import Pixels

extension UnaryFunction {
  /// `(shift + scale * x)` to a power: Caffe's `Power`.
  ///
  /// - Parameters:
  ///   - power: The power.
  ///   - scale: What numbers are multiplied with first.
  ///   - shift: What is added then.
  /// - Returns: The operator.
  public static func power(_ power: Float, scale: Float = 1, shift: Float = 0) -> UnaryFunction {
    let (exponent, factor, start) = (Double(power), Double(scale), Double(shift))
    let numbers = ["power": power, "scale": scale, "shift": shift]
    let note = "\(shift) + \(scale) · x"
    if power == 1 {
      return rounded("power", note, numbers: numbers, slope: { _ in factor }) {
        start + factor * $0
      }
    }
    return rounded(
      "power", "(\(note)) to the power of \(power)", numbers: numbers,
      slope: { exponent * factor * pow(start + factor * $0, exponent - 1) }
    ) { pow(start + factor * $0, exponent) }
  }

  /// A number to the power of `shift + scale * x`: Caffe's `Exp`.
  ///
  /// - Parameters:
  ///   - base: The number, above 0; nil for e.
  ///   - scale: What numbers are multiplied with first.
  ///   - shift: What is added then.
  /// - Returns: The operator.
  public static func exp(base: Float?, scale: Float, shift: Float) -> UnaryFunction {
    let logarithm = base.map { Glibc.log(Double($0)) } ?? 1
    let (factor, start) = (Double(scale), Double(shift))
    return rounded(
      "exp", "\(base.map { "\($0)" } ?? "e") to the power of \(shift) + \(scale) · x",
      numbers: ["base": base ?? Float(M_E), "scale": scale, "shift": shift],
      slope: { logarithm * factor * Glibc.exp(logarithm * (start + factor * $0)) }
    ) { Glibc.exp(logarithm * (start + factor * $0)) }
  }

  /// The logarithm of `shift + scale * x`: Caffe's `Log`.
  ///
  /// - Parameters:
  ///   - base: The base of the logarithm, above 0 and not 1; nil for e.
  ///   - scale: What numbers are multiplied with first.
  ///   - shift: What is added then.
  /// - Returns: The operator.
  public static func log(base: Float?, scale: Float, shift: Float) -> UnaryFunction {
    let logarithm = base.map { Glibc.log(Double($0)) } ?? 1
    let (factor, start) = (Double(scale), Double(shift))
    return rounded(
      "log", "the logarithm of \(shift) + \(scale) · x to the base \(base.map { "\($0)" } ?? "e")",
      numbers: ["base": base ?? Float(M_E), "scale": scale, "shift": shift],
      slope: { factor / (logarithm * (start + factor * $0)) }
    ) { Glibc.log(start + factor * $0) / logarithm }
  }
}
