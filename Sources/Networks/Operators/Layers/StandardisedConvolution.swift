/// A convolution whose weights are standardised first: those of each output map less their mean,
/// divided by their deviation.
///
/// Qiao, Wang, Liu, Shen and Yuille, "Micro-batch training with batch-channel normalization and weight
/// standardization" (2019). Mean and deviation are computed in `Double` and rounded once; the sums are
/// those of the convolution.
public struct StandardisedConvolution: Operator {
  /// What is done with the standardised weights.
  public let convolution: Convolution

  /// What is added to variances.
  public let epsilon: Float

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - convolution: What is done with the standardised weights.
  ///   - epsilon: What is added to variances.
  public init(_ convolution: Convolution, epsilon: Float = 1e-8) {
    self.convolution = convolution
    self.epsilon = epsilon
  }

  /// `standardisedConvolution`.
  public var kind: String { "standardisedConvolution" }

  /// The weights and one bias per output map.
  public var parameterNames: [String] { convolution.parameterNames }

  /// The numbers of the convolution and what is added to variances.
  public var record: OperatorRecord {
    var record = convolution.record
    record.settings["epsilon"] = .number(epsilon)
    return record
  }

  /// How many kernels there are, of what size.
  public func note(parameters: [[Int]]) -> String { convolution.note(parameters: parameters) }

  /// One map per output channel, each a value per window.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    try convolution.outputs(for: inputs)
  }

  /// The sums of the convolution.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    _ = try outputs(for: inputs.facts)
    return try convolution.compute(standardised(inputs))
  }

  /// The convolution with its standardised weights in blocks.
  public func bound(to constants: [Tensor?]) throws(LayerError) -> (any BoundOperator)? {
    try convolution.bound(to: standardised(constants))
  }

  /// Those of the convolution.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int {
    try convolution.multiplyAdds(for: inputs)
  }

  /// That of the convolution.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    try convolution.window(for: inputs)
  }

  /// The weights less the mean of those of each output map, divided by their deviation.
  ///
  /// - Parameter weights: Filters, slowest extent first.
  /// - Returns: As many weights.
  /// - Complexity: O(weights).
  public func standardised(_ weights: Tensor) -> Tensor {
    let size = weights.shape.dropFirst().reduce(1, *)
    let numbers = weights.floats
    let values = [Float](count: weights.count) { output in
      numbers.withUnsafeBufferPointer { numbers in
        for filter in 0..<(weights.shape.first ?? 0) {
          let own = UnsafeBufferPointer(rebasing: numbers[filter * size..<(filter + 1) * size])
          Standardisation(own, epsilon: epsilon).write(
            own, scale: 1, shift: 0, to: output + filter * size)
        }
      }
    }
    return Tensor(shape: weights.shape, values: values, type: weights.type)
  }

  /// The inputs with the second one standardised.
  private func standardised(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor?] {
    var inputs = inputs
    inputs[1] = standardised(try inputs.required(1))
    return inputs
  }
}
