/// For each whole number a line of as many numbers as the second input says: at its place the last
/// number of the third input, at all others the first.
///
/// Negative numbers count from the end; for those outside the line all are the first.
public struct OneHot: Operator {
  /// The axis along which lines lie in the output; negative from the last.
  public let axis: Int

  /// Creates an operator.
  ///
  /// - Parameter axis: The axis along which lines lie in the output; negative from the last.
  public init(axis: Int = -1) { self.axis = axis }

  /// `oneHot`.
  public var kind: String { "oneHot" }

  /// The axis.
  public var record: OperatorRecord {
    OperatorRecord(note: "along axis \(axis)", settings: ["axis": .integer(axis)])
  }

  /// The shape of the numbers, with the axis.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (places, values) = (try inputs.required(0), try inputs.required(2))
    let depth = try inputs.required(1)
    guard let length = depth.constant else { throw .notConstant(input: 1) }
    guard length.count == 1 else { throw .rank(depth.shape, allowed: 0...0) }
    guard values.shape == [2] else { throw .unequalShapes(values.shape, [2]) }
    for type in [places.type, depth.type] where type == .bool { throw .type(type) }
    var shape = places.shape
    let axis = try (shape + [0]).axis(axis)
    shape.insert(Int(NumberType.int64.truncated(length.doubles[0])), at: axis)
    try shape.checkedCount()
    return [Fact(shape: shape, type: values.type)]
  }

  /// Fills the lines.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    let places = try inputs.required(0).converted(to: .int64).integers ?? []
    let axis = try shape.axis(axis)
    let (depth, inner) = (Int64(shape[axis]), shape.suffix(from: axis + 1).reduce(1, *))
    var chosen = [Int](repeating: 0, count: shape.reduce(1, *))
    for (index, place) in places.enumerated() where place >= -depth && place < depth {
      let line = index / inner * shape[axis] + Int(place < 0 ? place + depth : place)
      chosen[line * inner + index % inner] = 1
    }
    return [try inputs.required(2).taken(chosen, along: 0).reshaped(shape)]
  }

  /// The own place.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { nil }
}
