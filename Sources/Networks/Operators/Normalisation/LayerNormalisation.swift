/// Subtracts the mean over the last axes and divides by the deviation: ONNX's `LayerNormalization`.
///
/// `out = (in - mean) / √(variance + epsilon) * scale + shift`, in `Double` and rounded once. The
/// inputs are the tensor, a scale and, unless it is left out, a shift, both broadcast over what is
/// normalised. The outputs are the result, the means and one by the deviations. Ba, Kiros and Hinton,
/// "Layer normalization" (2016).
public struct LayerNormalisation: Operator {
  /// The first axis that is normalised; negative if it is counted from the end.
  public let axis: Int

  /// What is added to the variance.
  public let epsilon: Float

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - axis: The first axis that is normalised; negative if it is counted from the end.
  ///   - epsilon: What is added to the variance.
  public init(axis: Int = -1, epsilon: Float = 1e-5) {
    self.axis = axis
    self.epsilon = epsilon
  }

  /// `layerNormalization`.
  public var kind: String { "layerNormalization" }

  /// Scale and shift.
  public var parameterNames: [String] { ["scale", "shift"] }

  /// The axis and the number that is added to variances.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "less the mean of the last axes, divided by their deviation",
      settings: ["axis": .integer(axis), "epsilon": .number(epsilon)])
  }

  /// The shape of the input, and twice one number per position before the axis.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    try input.checkFloating()
    let axis = try input.shape.axis(axis)
    let normalised = Array(input.shape[axis...])
    for place in 1...2 {
      let numbers = place == 1 ? try inputs.required(1) : inputs.optional(2)
      guard let numbers else { continue }
      let (outer, inner) = (numbers.shape.dropLast(normalised.count), numbers.shape.reversed())
      guard outer.allSatisfy({ $0 == 1 }),
        zip(inner, normalised.reversed()).allSatisfy({ $0 == 1 || $0 == $1 })
      else { throw .unequalShapes(numbers.shape, normalised) }
    }
    let statistics = Fact(
      shape: input.shape[..<axis] + [Int](repeating: 1, count: normalised.count))
    return [Fact(shape: input.shape, type: input.type), statistics, statistics]
  }

  /// Normalises every position.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let facts = try outputs(for: inputs.facts)
    let input = try inputs.required(0)
    let axis = try input.shape.axis(axis)
    let normalised = Array(input.shape[axis...])
    let count = normalised.reduce(1, *)
    let scale = try inputs.required(1).repeated(over: normalised)
    let shift = inputs.optional(2)?.repeated(over: normalised)
    let numbers = input.floats
    var (means, factors): ([Float], [Float]) = ([], [])
    let positions = facts[1].shape.reduce(1, *)
    if count == 0 {
      means = [Float](repeating: 0, count: positions)
      factors = means
    }
    let values = [Float](count: input.count) { output in
      numbers.withUnsafeBufferPointer { numbers in
        for position in 0..<positions {
          let own = UnsafeBufferPointer(
            rebasing: numbers[position * count..<(position + 1) * count])
          let statistics = Standardisation(own, epsilon: epsilon)
          means.append(Float(statistics.mean))
          factors.append(Float(statistics.factor))
          for place in 0..<count {
            let standard = (Double(own[place]) - statistics.mean) * statistics.factor
            output[position * count + place] = Float(
              standard * Double(scale[place]) + Double(shift?[place] ?? 0))
          }
        }
      }
    }
    return [
      Tensor(shape: input.shape, values: values, type: input.type),
      Tensor(shape: facts[1].shape, values: means), Tensor(shape: facts[2].shape, values: factors),
    ]
  }

  /// Everything: each value changes the mean.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }
}

extension Tensor {
  /// The numbers for every position of a shape that they are broadcast over.
  ///
  /// - Parameter extents: A shape whose last extents are those of the tensor, or where it has 1;
  ///   those that the tensor has before are 1.
  /// - Returns: One number per position, row-major.
  fileprivate func repeated(over extents: [Int]) -> [Float] {
    let numbers = floats
    if shape == extents { return numbers }
    let own =
      [Int](repeating: 1, count: max(0, extents.count - shape.count))
      + shape.suffix(extents.count)
    return (0..<extents.reduce(1, *)).map { position in
      var (rest, place, step) = (position, 0, 1)
      for axis in extents.indices.reversed() {
        if own[axis] != 1 { place += rest % extents[axis] * step }
        rest /= extents[axis]
        step *= own[axis]
      }
      return numbers[place]
    }
  }
}
