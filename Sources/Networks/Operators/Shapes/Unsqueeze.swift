/// The same elements with axes of extent 1, at the places of the output that the second input lists.
public struct Unsqueeze: Operator {
  /// Creates an operator.
  public init() {}

  /// `unsqueeze`.
  public var kind: String { "unsqueeze" }

  /// The shape with the axes.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let axes = try inputs.requiredNumbers(1)
    var shape = [Int](repeating: 1, count: input.shape.count + axes.count)
    let added = try shape.axes(axes)
    let kept = shape.indices.filter { !added.contains($0) }
    for (axis, extent) in zip(kept, input.shape) { shape[axis] = extent }
    return [input.reshaped(shape)]
  }

  /// The elements under the new shape.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    return [try inputs.required(0).reshaped(shape)]
  }
}
