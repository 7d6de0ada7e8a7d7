public import Pixels

/// Subtracts the mean of each map and divides by its standard deviation, both learned.
///
/// `out = (in - mean) / √(variance + epsilon) * gamma + beta`; the factor of a map is computed in
/// `Double` and rounded once.
public struct BatchNormalisation: Layer {
  /// One mean a map.
  public let mean: [Float]

  /// One variance a map.
  public let variance: [Float]

  /// What normalised values are multiplied with, one number a map; nil for 1.
  public let gamma: [Float]?

  /// What is added then, one number a map; nil for 0.
  public let beta: [Float]?

  /// What is added to the variance.
  public let epsilon: Float

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - mean: One mean a map.
  ///   - variance: One variance a map.
  ///   - gamma: What normalised values are multiplied with, one number a map.
  ///   - beta: What is added then, one number a map.
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

  /// The numbers of all four lists.
  public var parameterCount: Int {
    mean.count + variance.count + (gamma?.count ?? 0) + (beta?.count ?? 0)
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
      let deviation = (Double(variance[channel]) + Double(epsilon)).squareRoot()
      let factor = Float(Double(gamma?[channel] ?? 1) / deviation)
      let (mean, offset) = (mean[channel], beta?[channel] ?? 0)
      for place in 0..<values.count { output[place] = (values[place] - mean) * factor + offset }
    }
  }
}
