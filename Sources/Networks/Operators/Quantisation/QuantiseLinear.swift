/// Divides by a scale and rounds to whole numbers: ONNX's `QuantizeLinear`.
///
/// `out = round(in / scale) + zero`, in single precision, halves to even, cut off at the ends of the
/// type. The inputs are the tensor, scales and, unless they are left out, zeros of the type that comes
/// out: one for all, one per position of an axis, or one per block of positions.
public struct QuantiseLinear: Operator {
  /// The axis of several scales; negative if it is counted from the end.
  public let axis: Int

  /// Positions of the axis that share a scale; 0 for one scale per position.
  public let blockSize: Int

  /// The type that comes out where no zeros say it.
  public let outputType: NumberType

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - axis: The axis of several scales; negative if it is counted from the end.
  ///   - blockSize: Positions of the axis that share a scale; 0 for one scale per position.
  ///   - outputType: The type that comes out where no zeros say it, of at most 16 bits.
  /// - Throws: `LayerError`: `invalid` or `type`.
  public init(
    axis: Int = 1, blockSize: Int = 0, outputType: NumberType = .uint8
  ) throws(LayerError) {
    try check(blockSize, "block size", in: 0...Int(Int32.max))
    guard outputType.isQuantised else { throw .type(outputType) }
    self.axis = axis
    self.blockSize = blockSize
    self.outputType = outputType
  }

  /// `quantizeLinear`.
  public var kind: String { "quantizeLinear" }

  /// Scales and zeros.
  public var parameterNames: [String] { ["scale", "zero"] }

  /// The axis and the size of blocks.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "rounded to steps of a scale",
      settings: [
        "axis": .integer(axis), "blockSize": .integer(blockSize),
        "type": .word(outputType.rawValue),
      ])
  }

  /// The shape of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    guard input.type.isFloating || input.type == .int32 else { throw .type(input.type) }
    _ = try QuantisationLayout(inputs, axis: axis, blockSize: blockSize)
    let type = inputs.optional(2)?.type ?? outputType
    guard type.isQuantised else { throw .type(type) }
    return [Fact(shape: input.shape, type: type)]
  }

  /// Rounds every element.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let layout = try QuantisationLayout(inputs.facts, axis: axis, blockSize: blockSize)
    let (input, factors) = (try inputs.required(0), try inputs.required(1).floats)
    let zeros = inputs.optional(2)?.integers
    let integers = input.floats.enumerated().map { element, value in
      let place = layout.scale(of: element)
      let steps = (value / factors[place]).rounded(.toNearestOrEven)
      return fact.type.wholeNumber(Double(steps) + Double(zeros?[place] ?? 0))
    }
    return [Tensor(shape: fact.shape, integers: integers, type: fact.type)]
  }
}

extension NumberType {
  /// Whether tensors are quantised to the type.
  fileprivate var isQuantised: Bool { [.int8, .uint8, .int16, .uint16].contains(self) }
}
