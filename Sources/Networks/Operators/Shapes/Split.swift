import Pixels

/// A tensor cut into parts along an axis, of the sizes that the second input lists or of equal ones.
public struct Split: Operator {
  /// The axis; negative from the last.
  public let axis: Int

  /// How many parts there are where no sizes are listed; nil if they have to be.
  public let count: Int?

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - axis: The axis; negative from the last.
  ///   - count: How many equal parts come out, the last smaller where the extent is no multiple; nil
  ///     if sizes are listed, which decide where both are there.
  public init(axis: Int = 0, count: Int? = nil) {
    self.axis = axis
    self.count = count
  }

  /// `split`.
  public var kind: String { "split" }

  /// The axis.
  public var record: OperatorRecord {
    var record = OperatorRecord(note: "along axis \(axis)", settings: ["axis": .integer(axis)])
    record.settings["count"] = count.map { .integer($0) }
    return record
  }

  /// The shapes of the parts.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let axis = try input.shape.axis(axis)
    return try sizes(inputs, extent: input.shape[axis]).map { size in
      var shape = input.shape
      shape[axis] = size
      return Fact(shape: shape, type: input.type)
    }
  }

  /// Copies the parts.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    let axis = try input.shape.axis(axis)
    let strides = input.shape.rowMajorStrides
    var start = 0
    return try outputs(for: inputs.facts).map { part in
      defer { start += part.shape[axis] }
      return input.copied(
        StridedView(shape: part.shape, strides: strides, offset: start * strides[axis]))
    }
  }

  /// All places along the axis if it is one of rows or columns.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try inputs.required(0).shape
    return .all(along: [try shape.axis(axis)], of: shape)
  }

  private func sizes(_ inputs: [Fact?], extent: Int) throws(LayerError) -> [Int] {
    if let sizes = try inputs.numbers(1) {
      guard sizes.allSatisfy({ $0 >= 0 }), sizes.reduce(0, { $0.adding($1) }) == extent else {
        throw .unsuitable("parts of \(sizes.list) do not make up an extent of \(extent)")
      }
      return sizes
    }
    guard let count else { throw .missingInput(1) }
    try check(count, "number of parts", in: 1...1 << 16)
    let size = (extent + count - 1) / count
    let last = extent - size * (count - 1)
    guard last >= 0 else {
      throw .unsuitable("an extent of \(extent) is not cut into \(count) equal parts")
    }
    return [Int](repeating: size, count: count - 1) + [last]
  }
}
