/// Sums along the axis that the second input names, of all numbers up to each: ONNX's `CumSum`.
///
/// Floating-point numbers are summed in `Double`, and each sum is rounded once; whole numbers wrap.
public struct CumulativeSum: Operator {
  /// Whether a number is left out of its own sum.
  public let isExclusive: Bool

  /// Whether the sums start at the end.
  public let isReversed: Bool

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - isExclusive: Whether a number is left out of its own sum: ONNX's `exclusive`.
  ///   - isReversed: Whether the sums start at the end: ONNX's `reverse`.
  public init(isExclusive: Bool = false, isReversed: Bool = false) {
    self.isExclusive = isExclusive
    self.isReversed = isReversed
  }

  /// `cumSum`.
  public var kind: String { "cumSum" }

  /// What is left out, and where the sums start.
  public var record: OperatorRecord {
    OperatorRecord(settings: ["isExclusive": .flag(isExclusive), "isReversed": .flag(isReversed)])
  }

  /// The shape of the first input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    guard input.type != .bool else { throw .type(input.type) }
    try input.shape.checkedCount()
    _ = try axis(inputs)
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Adds up the numbers.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    _ = try outputs(for: inputs.facts)
    let input = try inputs.required(0)
    let axis = try axis(inputs.facts)
    let type = input.type
    switch input.elements {
    case .floats(let values):
      let sums = summed(values, input.shape, axis, zero: 0.0, add: { $0 + Double($1) }) {
        Float($0)
      }
      return [Tensor(shape: input.shape, values: sums, type: type)]
    case .integers(let values):
      let sums = summed(values, input.shape, axis, zero: Int64(0), add: &+) { type.wrapped($0) }
      return [Tensor(shape: input.shape, integers: sums, type: type)]
    }
  }

  /// All places along the axis if it is one of rows or columns.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    .all(along: [try axis(inputs)], of: try inputs.required(0).shape)
  }

  private func axis(_ inputs: [Fact?]) throws(LayerError) -> Int {
    guard let axis = try inputs.number(1) else { throw .missingInput(1) }
    return try inputs.required(0).shape.axis(axis)
  }

  private func summed<Number, Sum>(
    _ values: [Number], _ shape: [Int], _ axis: Int, zero: Sum, add: (Sum, Number) -> Sum,
    rounded: (Sum) -> Number
  ) -> [Number] {
    let (length, inner) = (shape[axis], shape.suffix(from: axis + 1).reduce(1, *))
    var sums = values
    for line in 0..<(length == 0 ? 0 : values.count / length) {
      let start = line / inner * length * inner + line % inner
      var sum = zero
      for index in 0..<length {
        let place = start + (isReversed ? length - 1 - index : index) * inner
        let next = add(sum, values[place])
        sums[place] = rounded(isExclusive ? sum : next)
        sum = next
      }
    }
    return sums
  }
}
