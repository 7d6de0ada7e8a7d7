import Networks

/// An operator on two operands whose second lies along axes of the first from one on, as operator sets
/// before 7 broadcast.
struct BroadcastAlong: Operator {
  /// What is computed of the operands.
  let operation: any Operator

  private let axis: Int

  /// Wraps an operator that broadcasts as NumPy does.
  ///
  /// - Parameters:
  ///   - operation: The operator.
  ///   - axis: The axis of the first operand that the first of the second lies along; negative from
  ///     the last.
  init(_ operation: any Operator, axis: Int) {
    self.operation = operation
    self.axis = axis
  }

  var kind: String { operation.kind }
  var record: OperatorRecord {
    var record = operation.record
    record.settings["along"] = .integer(axis)
    return record
  }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    guard inputs.count == 2, let first = inputs[0], let second = inputs[1] else {
      return try operation.outputs(for: inputs)
    }
    let shape = try extended(second.shape, under: first.shape)
    return try operation.outputs(for: [first, Fact(shape: shape, type: second.type)])
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    guard inputs.count == 2, let first = inputs[0], let second = inputs[1] else {
      return try operation.compute(inputs)
    }
    let shape = try extended(second.shape, under: first.shape)
    return try operation.compute([first, second.reshaped(shape)])
  }

  /// The extents of the second operand, followed by 1 for each axis of the first behind them.
  func extended(_ shape: [Int], under first: [Int]) throws(LayerError) -> [Int] {
    let start = axis < 0 ? axis + first.count : axis
    guard start >= 0, start + shape.count <= first.count else {
      throw .unequalShapes(first, shape)
    }
    return shape + Array(repeating: 1, count: first.count - start - shape.count)
  }
}
