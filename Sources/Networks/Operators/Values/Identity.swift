/// The input as it is.
public struct Identity: Operator {
  /// Creates an operator.
  public init() {}

  /// `identity`.
  public var kind: String { "identity" }

  /// What is known of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    [try inputs.required(0)]
  }

  /// The input.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    [try inputs.required(0)]
  }
}
