/// The place of the largest or smallest number along an axis: ONNX's `ArgMax` and `ArgMin`.
///
/// The first place that is not a number counts as that of the largest and smallest, as in NumPy.
public struct ExtremePlace: Operator {
  /// What is looked for.
  public enum Function: String, Sendable {
    /// The function's name in ONNX with a small first letter.
    case argMax, argMin
  }

  /// What is looked for.
  public let function: Function

  /// The axis; negative from the last.
  public let axis: Int

  /// Whether the axis stays, with an extent of 1.
  public let keepsAxis: Bool

  /// Whether the last of equal numbers is taken, otherwise the first.
  public let takesLast: Bool

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - function: What is looked for.
  ///   - axis: The axis; negative from the last.
  ///   - keepsAxis: Whether the axis stays, with an extent of 1: ONNX's `keepdims`.
  ///   - takesLast: Whether the last of equal numbers is taken: ONNX's `select_last_index`.
  public init(
    _ function: Function, axis: Int = 0, keepsAxis: Bool = true, takesLast: Bool = false
  ) {
    self.function = function
    self.axis = axis
    self.keepsAxis = keepsAxis
    self.takesLast = takesLast
  }

  /// `argMax` or `argMin`.
  public var kind: String { function.rawValue }

  /// The axis.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "along axis \(axis)",
      settings: [
        "axis": .integer(axis), "keepsAxis": .flag(keepsAxis), "takesLast": .flag(takesLast),
      ])
  }

  /// The shape without the axis, or with 1 in its place.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    guard input.type != .bool else { throw .type(input.type) }
    let axis = try input.shape.axis(axis)
    var shape = input.shape
    guard shape[axis] > 0 else {
      throw .unsuitable("the largest and smallest of no numbers have no place")
    }
    if keepsAxis { shape[axis] = 1 } else { shape.remove(at: axis) }
    return [Fact(shape: shape, type: .int64)]
  }

  /// Finds the places.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    let shape = try outputs(for: inputs.facts)[0].shape
    let rows = ReducedRows(of: input, along: [try input.shape.axis(axis)])
    let places: [Int64]
    switch rows.tensor.elements {
    case .floats(let values):
      places = rows.map(values) { row in
        row.firstIndex { $0.isNaN }.map { Int64($0) } ?? Int64(place(in: row))
      }
    case .integers(let values):
      let mask = input.type.orderMask
      places = rows.map(values.map { $0 ^ mask }) { Int64(place(in: $0)) }
    }
    return [Tensor(shape: shape, integers: places)]
  }

  /// All places along the axis if it is one of rows or columns.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try inputs.required(0).shape
    return .all(along: [try shape.axis(axis)], of: shape)
  }

  private func place<Number: Comparable>(in row: UnsafeBufferPointer<Number>) -> Int {
    var best = 0
    for index in 1..<max(row.count, 1) {
      let isBetter = function == .argMax ? row[index] > row[best] : row[index] < row[best]
      if isBetter || (takesLast && row[index] == row[best]) { best = index }
    }
    return best
  }
}
