/// Multiplies whole numbers by a scale: ONNX's `DequantizeLinear`.
///
/// `out = (in - zero) * scale`, in single precision. The inputs are the tensor, scales and, unless
/// they are left out, zeros of the type of the tensor: one for all, one per position of an axis, or
/// one per block of positions.
public struct DequantiseLinear: Operator {
  /// The axis of several scales; negative if it is counted from the end.
  public let axis: Int

  /// Positions of the axis that share a scale; 0 for one scale per position.
  public let blockSize: Int

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - axis: The axis of several scales; negative if it is counted from the end.
  ///   - blockSize: Positions of the axis that share a scale; 0 for one scale per position.
  /// - Throws: `LayerError.invalid`.
  public init(axis: Int = 1, blockSize: Int = 0) throws(LayerError) {
    try check(blockSize, "block size", in: 0...Int(Int32.max))
    self.axis = axis
    self.blockSize = blockSize
  }

  /// `dequantizeLinear`.
  public var kind: String { "dequantizeLinear" }

  /// Scales and zeros.
  public var parameterNames: [String] { ["scale", "zero"] }

  /// The axis and the size of blocks.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "whole steps of a scale",
      settings: ["axis": .integer(axis), "blockSize": .integer(blockSize)])
  }

  /// The shape of the input, of the type of the scales.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (input, scales) = (try inputs.required(0), try inputs.required(1))
    guard [.int8, .uint8, .int16, .uint16, .int32].contains(input.type) else {
      throw .type(input.type)
    }
    _ = try QuantisationLayout(inputs, axis: axis, blockSize: blockSize)
    if let zeros = inputs.optional(2), zeros.type != input.type { throw .type(zeros.type) }
    return [Fact(shape: input.shape, type: scales.type)]
  }

  /// Multiplies every element.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let layout = try QuantisationLayout(inputs.facts, axis: axis, blockSize: blockSize)
    let (input, factors) = (try inputs.required(0), try inputs.required(1).floats)
    let zeros = inputs.optional(2)?.integers
    let values = (input.integers ?? []).enumerated().map { element, value in
      let place = layout.scale(of: element)
      return Float(value - (zeros?[place] ?? 0)) * factors[place]
    }
    return [Tensor(shape: fact.shape, values: values, type: fact.type)]
  }
}
