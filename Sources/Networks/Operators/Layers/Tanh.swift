import func Glibc.tanh
public import Pixels

/// The hyperbolic tangent, computed in `Double` and rounded once.
public struct Tanh: ValueOperator {
  /// Creates a layer.
  public init() {}

  /// `tanh`.
  public var kind: String { "tanh" }

  /// The hyperbolic tangent of every value.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    input.mapped { Float(tanh(Double($0))) }
  }
}
