import Pixels

/// Tensors behind each other along an axis.
public struct Concat: Operator {
  /// The axis; negative from the last.
  public let axis: Int

  /// Creates an operator.
  ///
  /// - Parameter axis: The axis; negative from the last.
  public init(axis: Int) { self.axis = axis }

  /// `concat`.
  public var kind: String { "concat" }

  /// The axis.
  public var record: OperatorRecord {
    OperatorRecord(note: "along axis \(axis)", settings: ["axis": .integer(axis)])
  }

  /// The extents along the axis added up; the others have to be equal.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let first = try inputs.required(0)
    let axis = try first.shape.axis(axis)
    var shape = first.shape
    for place in inputs.indices.dropFirst() {
      let input = try inputs.required(place)
      guard input.type == first.type else { throw .types(first.type, input.type) }
      var expected = shape
      if input.shape.count == shape.count { expected[axis] = input.shape[axis] }
      guard input.shape == expected else { throw .unequalShapes(first.shape, input.shape) }
      shape[axis] = shape[axis].adding(input.shape[axis])
    }
    try shape.checkedCount()
    return [Fact(shape: shape, type: first.type)]
  }

  /// Copies the elements.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let tensors = inputs.compactMap(\.self)
    if tensors.count == 1 { return tensors }
    let axis = try fact.shape.axis(axis)
    let inner = fact.shape.suffix(from: axis + 1).reduce(1, *)
    let blocks = tensors.map { $0.shape[axis] * inner }
    let outer = fact.shape.prefix(axis).reduce(1, *)
    guard fact.type.isFloating else {
      let values = Self.joined(tensors.map { $0.integers ?? [] }, blocks: blocks, count: outer)
      return [Tensor(shape: fact.shape, integers: values, type: fact.type)]
    }
    let values = Self.joined(tensors.map(\.floats), blocks: blocks, count: outer)
    return [Tensor(shape: fact.shape, values: values, type: fact.type)]
  }

  /// All places along the axis if it is one of rows or columns.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try outputs(for: inputs)[0].shape
    return .all(along: [try shape.axis(axis)], of: shape)
  }

  private static func joined<Element>(
    _ arrays: [[Element]], blocks: [Int], count: Int
  ) -> [Element] {
    let total = blocks.reduce(0, +)
    return [Element](count: total * count) { output in
      var start = output
      for (array, block) in zip(arrays, blocks) {
        array.withUnsafeBufferPointer { array in
          guard let elements = array.baseAddress else { return }
          for index in 0..<count {
            (start + index * total).initialize(from: elements + index * block, count: block)
          }
        }
        start += block
      }
    }
  }
}
