/// Rounds to 256 steps between the least and the greatest value: ONNX's `DynamicQuantizeLinear`.
///
/// The range includes 0, and a step of it is exact at 0. The outputs are the bytes, the scale and the
/// byte that stands for 0. Not-a-number and infinities do not count for the range.
public struct DynamicQuantiseLinear: Operator {
  /// Creates an operator.
  public init() {}

  /// `dynamicQuantizeLinear`.
  public var kind: String { "dynamicQuantizeLinear" }

  /// One line for the reader.
  public var record: OperatorRecord { OperatorRecord(note: "rounded to 256 steps of its range") }

  /// Bytes of the shape of the input, and two single numbers.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    try input.checkFloating()
    return [
      Fact(shape: input.shape, type: .uint8), Fact(shape: [], type: .float32),
      Fact(shape: [], type: .uint8),
    ]
  }

  /// Rounds every value.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let values = try inputs.required(0).floats
    var (least, greatest): (Float, Float) = (0, 0)
    for value in values where value.isFinite {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    let scale: Float = (least == greatest ? 1 : greatest - least) / 255
    let zero = NumberType.uint8.wholeNumber(Double(-least / scale))
    let bytes = values.map { value in
      let steps = (value / scale).rounded(.toNearestOrEven)
      return NumberType.uint8.wholeNumber(Double(steps) + Double(zero))
    }
    return [
      Tensor(shape: fact.shape, integers: bytes, type: .uint8), Tensor(shape: [], values: [scale]),
      Tensor(shape: [], integers: [zero], type: .uint8),
    ]
  }

  /// Everything: each value changes the range.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }
}
