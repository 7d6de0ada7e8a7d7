/// Of each line along an axis the elements at the places that the second input says for it.
public struct GatherElements: Operator {
  /// The axis; negative from the last.
  public let axis: Int

  /// Creates an operator.
  ///
  /// - Parameter axis: The axis; negative from the last.
  public init(axis: Int = 0) { self.axis = axis }

  /// `gatherElements`.
  public var kind: String { "gatherElements" }

  /// The axis.
  public var record: OperatorRecord {
    OperatorRecord(note: "along axis \(axis)", settings: ["axis": .integer(axis)])
  }

  /// The shape of the places, which reaches no farther than the tensor along the other axes.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (input, places) = (try inputs.required(0), try inputs.required(1))
    try places.checkWhole()
    let axis = try input.shape.axis(axis)
    let fits =
      places.shape.count == input.shape.count
      && input.shape.indices.allSatisfy { $0 == axis || places.shape[$0] <= input.shape[$0] }
    guard fits else { throw .unequalShapes(input.shape, places.shape) }
    return [Fact(shape: places.shape, type: input.type)]
  }

  /// Copies the elements.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    let input = try inputs.required(0)
    let axis = try input.shape.axis(axis)
    let places = try inputs[1].places(extent: input.shape[axis])
    var strides = input.shape.rowMajorStrides
    let stride = strides[axis]
    strides[axis] = 0
    let loop = StridedLoop(shape: shape, strides: [strides])
    var sources = places
    loop.forEachRow { start, offsets in
      for index in 0..<loop.rowLength {
        sources[start + index] = offsets[0] + index * loop.step(0) + places[start + index] * stride
      }
    }
    let count = input.count
    return [input.reshaped([count]).taken(sources, along: 0).reshaped(shape)]
  }

  /// All places along the axis if it is one of rows or columns.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try inputs.required(0).shape
    return .all(along: [try shape.axis(axis)], of: shape)
  }
}
