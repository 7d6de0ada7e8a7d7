import Pixels

/// A tensor beside itself, as often along each axis as the second input lists.
public struct Tile: Operator {
  /// Creates an operator.
  public init() {}

  /// `tile`.
  public var kind: String { "tile" }

  /// The extents times the numbers.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    return [Fact(shape: try shape(input.shape, try repeats(inputs)), type: input.type)]
  }

  /// Repeats the elements.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    let repeats = try repeats(inputs.facts)
    let shape = try shape(input.shape, repeats)
    let strides = input.shape.rowMajorStrides
    let view = StridedView(
      shape: zip(repeats, input.shape).flatMap { [$0, $1] }, strides: strides.flatMap { [0, $0] })
    return [input.copied(view).reshaped(shape)]
  }

  /// All places along axes that are repeated.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let repeats = try repeats(inputs)
    return .all(
      along: repeats.indices.filter { repeats[$0] != 1 }, of: try inputs.required(0).shape)
  }

  private func repeats(_ inputs: [Fact?]) throws(LayerError) -> [Int] {
    let rank = try inputs.required(0).shape.count
    let repeats = try inputs.requiredNumbers(1)
    guard repeats.count == rank else {
      throw .count("repeats", expected: rank, found: repeats.count)
    }
    return repeats
  }

  private func shape(_ input: [Int], _ repeats: [Int]) throws(LayerError) -> [Int] {
    // Also checks extents that would be counted as nothing beside an extent of 0.
    try repeats.checkedCount()
    let shape = zip(input, repeats).map { $0.multiplied(by: $1) }
    try shape.checkedCount()
    return shape
  }
}
