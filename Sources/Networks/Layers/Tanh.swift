import func Glibc.tanh
public import Pixels

/// The hyperbolic tangent, computed in `Double` and rounded once.
public struct Tanh: Layer {
  /// Creates a layer.
  public init() {}

  /// The shape of the input.
  public func outputShape(for input: Shape) throws(LayerError) -> Shape { input }

  /// The hyperbolic tangent of every value.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    input.mapped { Float(tanh(Double($0))) }
  }
}
