import func Glibc.exp
public import Pixels

/// The logistic function, `1 / (1 + exp(-x))`, computed in `Double` and rounded once.
public struct Sigmoid: ValueOperator {
  /// Creates a layer.
  public init() {}

  /// `sigmoid`.
  public var kind: String { "sigmoid" }

  /// The logistic function of every value.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    input.mapped { Float(1 / (1 + exp(-Double($0)))) }
  }
}
