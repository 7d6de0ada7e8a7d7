/// The parts of a tensor at the places of an axis that the second input says, in its shape.
public struct Gather: Operator {
  /// The axis; negative from the last.
  public let axis: Int

  /// Creates an operator.
  ///
  /// - Parameter axis: The axis; negative from the last.
  public init(axis: Int = 0) { self.axis = axis }

  /// `gather`.
  public var kind: String { "gather" }

  /// The axis.
  public var record: OperatorRecord {
    OperatorRecord(note: "along axis \(axis)", settings: ["axis": .integer(axis)])
  }

  /// The shape of the places in the place of the axis.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (input, places) = (try inputs.required(0), try inputs.required(1))
    try places.checkWhole()
    let axis = try input.shape.axis(axis)
    let shape = input.shape.prefix(axis) + places.shape + input.shape.suffix(from: axis + 1)
    try Array(shape).checkedCount()
    return [Fact(shape: Array(shape), type: input.type)]
  }

  /// Copies the parts.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    let input = try inputs.required(0)
    let axis = try input.shape.axis(axis)
    let places = try inputs[1].places(extent: input.shape[axis])
    return [input.taken(places, along: axis).reshaped(shape)]
  }

  /// All places along the axis if it is one of rows or columns.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try inputs.required(0).shape
    return .all(along: [try shape.axis(axis)], of: shape)
  }
}
