/// Divides by the norm along an axis: ONNX's `LpNormalization`.
///
/// The norm is `Σ |x|` or `√Σ x²`, in `Double`; the quotient is rounded once. Where it is 0 the values
/// stay 0.
public struct LpNormalisation: Operator {
  /// The axis; negative if it is counted from the end.
  public let axis: Int

  /// 1 or 2.
  public let power: Int

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - axis: The axis; negative if it is counted from the end.
  ///   - power: 1 or 2.
  /// - Throws: `LayerError.invalid`.
  public init(axis: Int = -1, power: Int = 2) throws(LayerError) {
    try check(power, "power", in: 1...2)
    self.axis = axis
    self.power = power
  }

  /// `lpNormalization`.
  public var kind: String { "lpNormalization" }

  /// The axis and the power.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "divided by the norm along an axis",
      settings: ["axis": .integer(axis), "power": .integer(power)])
  }

  /// The shape of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    try input.checkFloating()
    _ = try input.shape.axis(axis)
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Normalises all positions.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let input = try inputs.required(0)
    let sums = AxisSums(fact.shape, over: [try fact.shape.axis(axis)])
    let numbers = input.floats
    var norms = [Double](repeating: 0, count: sums.count)
    sums.forEach { position, sum in norms[sum] += numbers[position].power(power) }
    for place in norms.indices { norms[place] = norms[place].root(power) }
    let values = [Float](count: fact.shape.reduce(1, *)) { output in
      sums.forEach { position, sum in
        output[position] = norms[sum] == 0 ? 0 : Float(Double(numbers[position]) / norms[sum])
      }
    }
    return [Tensor(shape: fact.shape, values: values, type: input.type)]
  }

  /// Everything along the axis.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try inputs.required(0).shape
    // Along channels each output sees its own place.
    let isChannels = try shape.axis(axis) == 1
    return shape.count >= 3 && isChannels ? nil : .everything
  }
}
