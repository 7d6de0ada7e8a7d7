/// Numbers cut off below the second input and above the third, each a single number or left out.
///
/// Where the bounds cross, all numbers become the upper one.
public struct Clip: Operator {
  /// Creates an operator.
  public init() {}

  /// `clip`.
  public var kind: String { "clip" }

  /// The shape and type of the first input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    guard input.type != .bool else { throw .type(input.type) }
    for bound in [inputs.optional(1), inputs.optional(2)].compactMap(\.self) {
      guard bound.type == input.type else { throw .types(input.type, bound.type) }
      guard try bound.shape.checkedCount() == 1 else { throw .rank(bound.shape, allowed: 0...0) }
    }
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Cuts off every number.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    _ = try outputs(for: inputs.facts)
    let input = try inputs.required(0)
    let (low, high) = (inputs.count > 1 ? inputs[1] : nil, inputs.count > 2 ? inputs[2] : nil)
    guard let integers = input.integers else {
      let low = low?.floats[0] ?? -.infinity
      let high = high?.floats[0] ?? .infinity
      let values = input.floats.mapped { value in
        let raised = value < low ? low : value
        return raised > high ? high : raised
      }
      return [Tensor(shape: input.shape, values: values, type: input.type)]
    }
    let mask = input.type.orderMask
    let lowest = (low?.integers?[0] ?? input.type.smallest) ^ mask
    let highest = (high?.integers?[0] ?? input.type.largest) ^ mask
    let values = integers.mapped { min(max($0 ^ mask, lowest), highest) ^ mask }
    return [Tensor(shape: input.shape, integers: values, type: input.type)]
  }
}
