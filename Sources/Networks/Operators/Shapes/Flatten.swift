/// The same elements as a matrix: the extents before an axis are its rows, the others its columns.
public struct Flatten: Operator {
  /// The first axis of the columns; negative from the last.
  public let axis: Int

  /// Creates an operator.
  ///
  /// - Parameter axis: The first axis of the columns, from minus the rank to the rank.
  public init(axis: Int = 1) { self.axis = axis }

  /// `flatten`.
  public var kind: String { "flatten" }

  /// The axis.
  public var record: OperatorRecord { OperatorRecord(settings: ["axis": .integer(axis)]) }

  /// A matrix.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let rank = input.shape.count
    guard axis >= -rank, axis <= rank else { throw .axis(axis, rank: rank) }
    let first = axis < 0 ? axis + rank : axis
    try input.shape.checkedCount()
    let (rows, columns) = (input.shape.prefix(first), input.shape.suffix(rank - first))
    return [input.reshaped([rows.reduce(1, *), columns.reduce(1, *)])]
  }

  /// The elements as a matrix.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    return [try inputs.required(0).reshaped(shape)]
  }

  /// All of the input unless maps are single values.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try outputs(for: inputs)[0].shape
    return .reshaping(try inputs.required(0).shape, to: shape)
  }
}
