/// A tensor that is stretched over the shape that the second input lists, and that over the tensor.
public struct Expand: Operator {
  /// Creates an operator.
  public init() {}

  /// `expand`.
  public var kind: String { "expand" }

  /// The common shape.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let target = try inputs.requiredNumbers(1)
    try target.checkedCount()
    return [Fact(shape: try Broadcast.shape([input.shape, target]), type: input.type)]
  }

  /// Repeats the elements.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    let input = try inputs.required(0)
    let strides = Broadcast.strides(of: input.shape, over: shape)
    return [input.copied(StridedView(shape: shape, strides: strides))]
  }
}
