/// A tensor that depends on nothing.
public struct Constant: Operator {
  /// The tensor.
  public let tensor: Tensor

  /// Creates an operator.
  ///
  /// - Parameter tensor: The tensor.
  public init(_ tensor: Tensor) { self.tensor = tensor }

  /// `constant`.
  public var kind: String { "constant" }

  /// The tensor.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    [Fact(constant: tensor)]
  }

  /// The tensor.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] { [tensor] }
}

/// One number at all places of the shape that the input lists.
public struct ConstantOfShape: Operator {
  /// A tensor of the one number.
  public let value: Tensor

  /// Creates an operator.
  ///
  /// - Parameter value: A tensor of one number.
  /// - Throws: `LayerError.rank` for a tensor of more or none.
  public init(value: Tensor = Tensor(shape: [1], values: [0])) throws(LayerError) {
    guard value.count == 1 else { throw .rank(value.shape, allowed: 0...0) }
    self.value = value
  }

  /// `constantOfShape`.
  public var kind: String { "constantOfShape" }

  /// The shape that is listed.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let shape = try inputs.requiredNumbers(0)
    try shape.checkedCount()
    return [Fact(shape: shape, type: value.type)]
  }

  /// Repeats the number.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    let strides = [Int](repeating: 0, count: shape.count)
    return [value.copied(StridedView(shape: shape, strides: strides))]
  }
}
