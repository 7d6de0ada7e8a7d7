import Glibc
import Pixels

extension UnaryFunction {
  /// `x` where it is positive, otherwise `alpha * (exp(x) - 1)`.
  ///
  /// Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential
  /// linear units" (2016).
  ///
  /// - Parameter alpha: Less than this no value is negative.
  /// - Returns: The operator.
  public static func elu(alpha: Float = 1) -> UnaryFunction {
    let scale = Double(alpha)
    return rounded(
      "elu", "negative values become \(alpha) · (exp(x) - 1)", numbers: ["alpha": alpha],
      slope: { $0 <= 0 ? scale * Glibc.exp($0) : 1 }
    ) { $0 <= 0 ? scale * expm1($0) : $0 }
  }

  /// `gamma` times the exponential linear unit of `alpha`.
  ///
  /// Klambauer, Unterthiner, Mayr and Hochreiter, "Self-normalizing neural networks" (2017), which
  /// gives the two numbers.
  ///
  /// - Parameters:
  ///   - alpha: What negative values tend to, before they are multiplied.
  ///   - gamma: What all values are multiplied with.
  /// - Returns: The operator.
  public static func selu(
    alpha: Float = 1.6732632, gamma: Float = 1.050701
  ) -> UnaryFunction {
    let (alphaFactor, factor) = (Double(alpha), Double(gamma))
    return rounded(
      "selu", "\(gamma) times x, negative values \(alpha) · (exp(x) - 1)",
      numbers: ["alpha": alpha, "gamma": gamma],
      slope: { factor * ($0 <= 0 ? alphaFactor * Glibc.exp($0) : 1) }
    ) { factor * ($0 <= 0 ? alphaFactor * expm1($0) : $0) }
  }

  /// `x` where it is positive, otherwise `alpha * (exp(x / alpha) - 1)`, which is smooth at 0.
  ///
  /// Barron, "Continuously differentiable exponential linear units" (2017).
  ///
  /// - Parameter alpha: What negative values tend to.
  /// - Returns: The operator.
  public static func celu(alpha: Float = 1) -> UnaryFunction {
    let scale = Double(alpha)
    return rounded(
      "celu", "negative values become \(alpha) · (exp(x / \(alpha)) - 1)",
      numbers: ["alpha": alpha],
      slope: { $0 <= 0 ? Glibc.exp($0 / scale) : 1 }
    ) { $0 <= 0 ? scale * expm1($0 / scale) : $0 }
  }

  /// The Gaussian error linear unit: `x` times the normal distribution's share below it.
  ///
  /// Hendrycks and Gimpel, "Gaussian error linear units" (2016).
  ///
  /// - Parameter isApproximate: Whether the distribution is approximated by a hyperbolic tangent.
  /// - Returns: The operator.
  public static func gelu(isApproximate: Bool = false) -> UnaryFunction {
    if isApproximate {
      let scale = (2 / Double.pi).squareRoot()
      return rounded(
        "gelu", "x times the normal distribution, by tanh", numbers: ["isApproximate": 1],
        slope: { x in
          let t = tanh(scale * (x + 0.044715 * x * x * x))
          return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * scale * (1 + 3 * 0.044715 * x * x)
        }
      ) { x in
        0.5 * x * (1 + tanh(scale * (x + 0.044715 * x * x * x)))
      }
    }
    let density = 1 / (2 * Double.pi).squareRoot()
    return rounded(
      "gelu", "x times the normal distribution",
      slope: { x in
        0.5 * (1 + Glibc.erf(x * 0.5.squareRoot())) + x * density * Glibc.exp(-0.5 * x * x)
      }
    ) { x in
      0.5 * x * (1 + Glibc.erf(x * 0.5.squareRoot()))
    }
  }

  /// `alpha * x + beta`, cut off at 0 and 1.
  ///
  /// - Parameters:
  ///   - alpha: The slope.
  ///   - beta: The value at 0.
  /// - Returns: The operator.
  public static func hardSigmoid(alpha: Float = 0.2, beta: Float = 0.5) -> UnaryFunction {
    let (slope, start) = (Double(alpha), Double(beta))
    return rounded(
      "hardSigmoid", "\(alpha) · x + \(beta), from 0 to 1",
      numbers: ["alpha": alpha, "beta": beta],
      slope: { slope * $0 + start > 0 && slope * $0 + start < 1 ? slope : 0 }
    ) { unit(slope * $0 + start) }
  }

  /// `x * (x / 6 + 0.5)`, the factor cut off at 0 and 1.
  ///
  /// Howard et al., "Searching for MobileNetV3" (2019).
  public static let hardSwish = rounded(
    "hardSwish", "x times x / 6 + 0.5 from 0 to 1",
    slope: { $0 <= -3 ? 0 : $0 < 3 ? $0 / 3 + 0.5 : 1 }
  ) { $0 * unit($0 / 6 + 0.5) }

  /// `x * tanh(log(1 + exp(x)))`.
  ///
  /// Misra, "Mish: a self regularized non-monotonic activation function" (2019).
  public static let mish = rounded(
    "mish", "x · tanh(log(1 + exp(x)))",
    slope: { x in
      let t = tanh(softplus(x))
      return t + x * (1 - t * t) / (1 + Glibc.exp(-x))
    }
  ) { $0 * tanh(softplus($0)) }

  /// `alpha * tanh(beta * x)`.
  ///
  /// LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition"
  /// (1998), appendix A, where alpha is 1.7159 and beta 2/3.
  ///
  /// - Parameters:
  ///   - alpha: What large values tend to.
  ///   - beta: What values are multiplied by before.
  /// - Returns: The operator.
  public static func scaledTanh(alpha: Float, beta: Float) -> UnaryFunction {
    let (scale, stretch) = (Double(alpha), Double(beta))
    return rounded(
      "scaledTanh", "\(alpha) · tanh(\(beta) · x)", numbers: ["alpha": alpha, "beta": beta],
      slope: { x in
        let t = tanh(stretch * x)
        return scale * stretch * (1 - t * t)
      }
    ) { scale * tanh(stretch * $0) }
  }

  /// `log(1 + exp(x))`.
  public static let softplus = rounded(
    "softplus", "log(1 + exp(x))", slope: { 1 / (1 + Glibc.exp(-$0)) }
  ) { softplus($0) }

  /// `x / (1 + |x|)`.
  public static let softsign = rounded(
    "softsign", "x / (1 + |x|)", slope: { 1 / ((1 + $0.magnitude) * (1 + $0.magnitude)) }
  ) { $0 / (1 + $0.magnitude) }

  /// `x` where it is above a threshold, otherwise 0.
  ///
  /// - Parameter alpha: The threshold.
  /// - Returns: The operator.
  public static func thresholdedRelu(alpha: Float = 1) -> UnaryFunction {
    UnaryFunction(
      "thresholdedRelu", "values up to \(alpha) become 0", numbers: ["alpha": alpha],
      slope: { $0 <= Double(alpha) ? 0 : 1 }, floats: { $0.mapped { $0 <= alpha ? 0 : $0 } })
  }

  @inline(__always)
  private static func unit(_ value: Double) -> Double { value < 0 ? 0 : value > 1 ? 1 : value }

  private static func softplus(_ x: Double) -> Double {
    (x > 0 ? x : 0) + log1p(Glibc.exp(-x.magnitude))
  }
}
