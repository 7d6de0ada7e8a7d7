/// Weighted sums of all numbers from an axis on: Caffe's `InnerProduct`.
///
/// What lies before the axis stays: with axis 1 N×C×H×W becomes N×outputs. The inputs are the
/// tensor, weights of outputs × terms or of terms × outputs and, unless it is left out, one bias per
/// output. The sums are those of `Dense`.
public struct InnerProduct: Operator {
  /// The first axis whose numbers are summed; negative from the last.
  public let axis: Int

  let product: Dense

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - axis: The first axis whose numbers are summed; negative from the last.
  ///   - isTransposed: Whether the weights are terms × outputs instead of outputs × terms.
  public init(axis: Int = 1, isTransposed: Bool = false) {
    self.axis = axis
    product = Dense(transposesSecond: !isTransposed)
  }

  /// `innerProduct`.
  public var kind: String { "innerProduct" }

  /// The weights and one bias per output.
  public var parameterNames: [String] { product.parameterNames }

  /// The axis, and how the weights lie.
  public var record: OperatorRecord {
    OperatorRecord(settings: [
      "axis": .integer(axis), "transposesSecond": .flag(product.transposesSecond),
    ])
  }

  /// How many numbers become how many.
  public func note(parameters: [[Int]]) -> String { product.note(parameters: parameters) }

  /// The extents before the axis, then the outputs.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let matrix = try product.outputs(for: try flattened(inputs))[0]
    let outer = input.shape.prefix(try input.shape.axis(axis))
    return [Fact(shape: outer + [matrix.shape[1]], type: input.type)]
  }

  /// The sums.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    _ = try outputs(for: inputs.facts)
    return try rows(inputs) { rows throws(LayerError) in
      try product.compute([rows] + inputs.dropFirst())
    }
  }

  /// The weights in the order in which they are read.
  public func bound(to constants: [Tensor?]) throws(LayerError) -> (any BoundOperator)? {
    guard let product = try product.bound(to: constants) else { return nil }
    return BoundInnerProduct(settings: self, product: product)
  }

  /// Every weight once per row.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int {
    try product.multiplyAdds(for: try flattened(inputs))
  }

  /// All of the input.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }

  /// The first input as a matrix.
  private func flattened(_ inputs: [Fact?]) throws(LayerError) -> [Fact?] {
    let input = try inputs.required(0)
    let flat = Flatten(axis: try input.shape.axis(axis))
    return try flat.outputs(for: [input]) + inputs.dropFirst()
  }

  /// Computes with the first input as a matrix.
  fileprivate func rows(
    _ inputs: [Tensor?], _ product: (Tensor) throws(LayerError) -> [Tensor]
  ) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    let first = try input.shape.axis(axis)
    let sums = try product(try Flatten(axis: first).compute([input])[0])[0]
    return [sums.reshaped(input.shape.prefix(first) + [sums.shape[1]])]
  }
}

/// An inner product with its weights in the order in which they are read.
private struct BoundInnerProduct: BoundOperator {
  let settings: InnerProduct
  let product: any BoundOperator

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    try settings.rows(inputs) { rows throws(LayerError) in try product.compute([rows]) }
  }
}
