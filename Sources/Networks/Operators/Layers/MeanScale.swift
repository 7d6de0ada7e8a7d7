public import Pixels

/// Subtracts a number and multiplies by another, each the same for all maps or one a map.
public struct MeanScale: MapOperator {
  /// What is subtracted: one number, or one a map.
  public let mean: [Float]

  /// What differences are multiplied with: one number, or one a map.
  public let scale: [Float]

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - mean: What is subtracted: one number, or one a map.
  ///   - scale: What differences are multiplied with: one number, or one a map.
  /// - Throws: `LayerError.parameterCount` where one is empty, or both are lists of unequal length.
  public init(mean: [Float] = [0], scale: [Float] = [1]) throws(LayerError) {
    if mean.isEmpty { throw .parameterCount(parameter: "mean", expected: 1, found: 0) }
    if scale.count != 1, mean.count != 1 { try check(scale, "scale", count: mean.count) }
    if scale.isEmpty { throw .parameterCount(parameter: "scale", expected: 1, found: 0) }
    self.mean = mean
    self.scale = scale
  }

  /// `meanScale`.
  public var kind: String { "meanScale" }

  /// The numbers that the page computes with.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "less a mean, times a scale",
      settings: ["mean": .numbers(mean), "scale": .numbers(scale)])
  }

  /// The shape of the input, whose maps must be as many as the numbers where those are lists.
  public func outputShape(for input: Shape) throws(LayerError) -> Shape {
    let expected = max(mean.count, scale.count)
    guard expected == 1 || input.channels == expected else {
      throw .channels(expected: expected, input: input)
    }
    return input
  }

  /// Subtracts and multiplies map by map.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    _ = try outputShape(for: input.shape)
    return input.mappedByChannel { channel, values, output in
      let (mean, scale) = (mean[channel % mean.count], scale[channel % scale.count])
      for place in 0..<values.count { output[place] = (values[place] - mean) * scale }
    }
  }
}
