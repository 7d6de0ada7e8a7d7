public import Pixels

/// Subtracts the mean of each map and divides by its standard deviation, both learned.
///
/// `out = (in - mean) / √(variance + epsilon) * gamma + beta`; the factor of a map is computed in
/// `Double` and rounded once. The inputs are the maps and one mean, variance, gamma and beta per map,
/// of which the last two can be left out. Ioffe and Szegedy, "Batch normalization" (2015), 3.
public struct BatchNormalisationOperator: Operator {
  /// What is added to the variance.
  public let epsilon: Float

  /// Creates an operator.
  ///
  /// - Parameter epsilon: What is added to the variance.
  public init(epsilon: Float = 1e-5) { self.epsilon = epsilon }

  /// `batchnorm`.
  public var kind: String { "batchnorm" }

  /// Four numbers per map, of which the last is beta.
  public var parameterNames: [String] { ["mean", "variance", "gamma", "offsets"] }

  /// The running statistics.
  public var fixedParameterNames: [String] { ["mean", "variance"] }

  /// The number that the page computes with.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "less a learned mean, divided by a learned deviation",
      settings: ["epsilon": .number(epsilon)])
  }

  /// The shape of the input, whose maps must be as many as the means.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (input, mean) = (try inputs.required(0), try inputs.required(1))
    try input.checkFloating()
    guard input.shape.count >= 2 else { throw .rank(input.shape, allowed: 2...Int.max) }
    guard mean.shape == [input.shape[1]] else { throw .unequalShapes(mean.shape, input.shape) }
    for place in 2..<inputs.count {
      if let other = inputs[place], other.shape != mean.shape {
        throw .unequalShapes(other.shape, mean.shape)
      }
    }
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Normalises every map of every image.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    _ = try outputs(for: inputs.facts)
    let output = try layer(inputs).forward(input.maps)
    return [Tensor(shape: input.shape, values: output.values, type: input.type)]
  }

  /// The normalisation with what was learned.
  ///
  /// - Parameter inputs: The inputs, of which the first is not looked at.
  /// - Returns: The layer.
  /// - Throws: `LayerError` if one is missing or counts do not match.
  func layer(_ inputs: [Tensor?]) throws(LayerError) -> BatchNormalisation {
    func numbers(_ place: Int) -> [Float]? {
      inputs.indices.contains(place) ? inputs[place]?.floats : nil
    }
    return try BatchNormalisation(
      mean: try inputs.required(1).floats, variance: try inputs.required(2).floats,
      gamma: numbers(3), beta: numbers(4), epsilon: epsilon)
  }
}

/// A batch normalisation with its numbers.
public struct BatchNormalisation: Layer {
  /// One mean per map.
  public let mean: [Float]

  /// One variance per map.
  public let variance: [Float]

  /// What normalised values are multiplied by, one number per map; nil for 1.
  public let gamma: [Float]?

  /// What is added then, one number per map; nil for 0.
  public let beta: [Float]?

  /// What is added to the variance.
  public let epsilon: Float

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - mean: One mean per map.
  ///   - variance: One variance per map.
  ///   - gamma: What normalised values are multiplied by, one number per map.
  ///   - beta: What is added then, one number per map.
  ///   - epsilon: What is added to the variance.
  /// - Throws: `LayerError.parameterCount`.
  public init(
    mean: [Float], variance: [Float], gamma: [Float]? = nil, beta: [Float]? = nil,
    epsilon: Float = 1e-5
  ) throws(LayerError) {
    try check(variance, "variance", count: mean.count)
    try check(gamma, "gamma", count: mean.count)
    try check(beta, "beta", count: mean.count)
    self.mean = mean
    self.variance = variance
    self.gamma = gamma
    self.beta = beta
    self.epsilon = epsilon
  }

  /// The normalisation without its numbers.
  public var operation: any Operator { BatchNormalisationOperator(epsilon: epsilon) }

  /// All four lists.
  public var parameters: [Parameter] {
    let lists: [(String, [Float]?)] = [
      ("mean", mean), ("variance", variance), ("gamma", gamma), ("offsets", beta),
    ]
    return lists.map { name, values in
      Parameter(name, values.map { Tensor(shape: [$0.count], values: $0) })
    }
  }

  /// The shape of the input, whose maps must be as many as the means.
  public func outputShape(for input: Shape) throws(LayerError) -> Shape {
    guard input.channels == mean.count else {
      throw .channels(expected: mean.count, input: input)
    }
    return input
  }

  /// Normalises every map of every image.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    _ = try outputShape(for: input.shape)
    return input.mappedByChannel { channel, values, output in
      let (mean, factor, offset) = (mean[channel], factor(of: channel), beta?[channel] ?? 0)
      for place in 0..<values.count { output[place] = (values[place] - mean) * factor + offset }
    }
  }

  /// What the values of a map are multiplied by.
  func factor(of channel: Int) -> Float {
    let deviation = (Double(variance[channel]) + Double(epsilon)).squareRoot()
    return Float(Double(gamma?[channel] ?? 1) / deviation)
  }
}
