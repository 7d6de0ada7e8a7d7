/// An operator on two tensors that are stretched over each other.
public protocol BinaryOperator: Operator {
  /// The type that comes out.
  ///
  /// - Parameters:
  ///   - first: The type of the first input.
  ///   - second: The type of the second input.
  /// - Returns: The type.
  /// - Throws: `LayerError.type` and `unsuitable` for types that are not taken.
  func type(_ first: NumberType, _ second: NumberType) throws(LayerError) -> NumberType

  /// The common shape.
  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact]
}

extension BinaryOperator {
  /// The common shape.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (first, second) = (try inputs.required(0), try inputs.required(1))
    let type = try type(first.type, second.type)
    return [Fact(shape: try Broadcast.shape([first.shape, second.shape]), type: type)]
  }

  /// The inputs, the loop over them, and the type that comes out.
  func prepared(
    _ inputs: [Tensor?]
  ) throws(LayerError) -> (Tensor, Tensor, Broadcast, NumberType) {
    let (first, second) = (try inputs.required(0), try inputs.required(1))
    let type = try type(first.type, second.type)
    return (first, second, try Broadcast([first.shape, second.shape]), type)
  }

  /// The type of both inputs.
  func common(_ first: NumberType, _ second: NumberType) throws(LayerError) -> NumberType {
    guard first == second else { throw .types(first, second) }
    return first
  }
}
