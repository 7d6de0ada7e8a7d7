/// The extents of a tensor as a list of whole numbers: ONNX's `Shape`.
public struct Extents: Operator {
  /// The first axis whose extent is listed; negative from the last.
  public let start: Int

  /// The axis before which the list ends, negative from the last; nil for the rank.
  public let end: Int?

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - start: The first axis that is listed; negative from the last.
  ///   - end: The axis before which the list ends, negative from the last; nil for the rank.
  public init(start: Int = 0, end: Int? = nil) {
    self.start = start
    self.end = end
  }

  /// `shape`.
  public var kind: String { "shape" }

  /// The extents, which are known before anything is computed.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let shape = try inputs.required(0).shape
    func place(_ axis: Int) -> Int {
      min(
        max(axis < 0 ? axis + shape.count : axis, 0),
        shape.count)
    }
    let (first, last) = (place(start), place(end ?? shape.count))
    let listed = shape[first..<max(first, last)].map { Int64($0) }
    return [Fact(constant: Tensor(shape: [listed.count], integers: listed))]
  }

  /// The extents.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    try outputs(for: inputs.facts).compactMap(\.constant)
  }

  /// No value depends on a value of the input.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { nil }
}

/// How many elements a tensor has: ONNX's `Size`.
public struct ElementCount: Operator {
  /// Creates an operator.
  public init() {}

  /// `size`.
  public var kind: String { "size" }

  /// The number, which is known before anything is computed.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let count = try inputs.required(0).shape.checkedCount()
    return [Fact(constant: Tensor(shape: [], integers: [Int64(count)]))]
  }

  /// The number.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    try outputs(for: inputs.facts).compactMap(\.constant)
  }
}
