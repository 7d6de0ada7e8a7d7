/// The second input where the first is true, otherwise the third; all are stretched over each other.
public struct Where: Operator {
  /// Creates an operator.
  public init() {}

  /// `where`.
  public var kind: String { "where" }

  /// The common shape.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let condition = try inputs.required(0)
    let (first, second) = (try inputs.required(1), try inputs.required(2))
    guard condition.type == .bool else { throw .type(condition.type) }
    guard first.type == second.type else { throw .types(first.type, second.type) }
    let shape = try Broadcast.shape([condition.shape, first.shape, second.shape])
    return [Fact(shape: shape, type: first.type)]
  }

  /// Chooses every element.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    _ = try outputs(for: inputs.facts)
    let condition = try inputs.required(0)
    let (first, second) = (try inputs.required(1), try inputs.required(2))
    let broadcast = try Broadcast([condition.shape, first.shape, second.shape])
    let conditions = condition.integers ?? []
    guard let integers = first.integers, let others = second.integers else {
      let values = broadcast.select(conditions, first.floats, second.floats)
      return [Tensor(shape: broadcast.shape, values: values, type: first.type)]
    }
    let values = broadcast.select(conditions, integers, others)
    return [Tensor(shape: broadcast.shape, integers: values, type: first.type)]
  }
}
