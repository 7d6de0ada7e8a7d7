/// The rectified linear unit with learned slopes: `x` where it is not negative, otherwise `slope * x`.
///
/// He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015). The slopes are stretched over the
/// input, whose shape stays.
public struct PReLU: BinaryOperator {
  /// Creates an operator.
  public init() {}

  /// `pRelu`.
  public var kind: String { "pRelu" }

  /// The slopes.
  public var parameterNames: [String] { ["slope"] }

  /// The type of both inputs.
  public func type(_ first: NumberType, _ second: NumberType) throws(LayerError) -> NumberType {
    guard first != .bool else { throw .type(first) }
    return try common(first, second)
  }

  /// The shape of the first input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (input, slope) = (try inputs.required(0), try inputs.required(1))
    let shape = try Broadcast.shape([input.shape, slope.shape])
    guard shape == input.shape else { throw .unequalShapes(input.shape, slope.shape) }
    return [Fact(shape: shape, type: try type(input.type, slope.type))]
  }

  /// Rectifies every number.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    _ = try outputs(for: inputs.facts)
    let (input, slope, broadcast, type) = try prepared(inputs)
    guard let integers = input.integers, let slopes = slope.integers else {
      let values = broadcast.map(input.floats, slope.floats) { $0 < 0 ? $1 * $0 : $0 }
      return [Tensor(shape: input.shape, values: values, type: type)]
    }
    let isSigned = type != .uint64
    let values = broadcast.map(integers, slopes) {
      $0 < 0 && isSigned ? type.wrapped($1 &* $0) : $0
    }
    return [Tensor(shape: input.shape, integers: values, type: type)]
  }
}
