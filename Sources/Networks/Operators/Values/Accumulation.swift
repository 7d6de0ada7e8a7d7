/// One or more tensors, stretched over each other and combined from the first to the last.
///
/// What is not a number makes the result not a number. Whole numbers wrap.
public struct Accumulation: Operator {
  /// What is computed.
  public enum Function: String, Sendable {
    /// The function's name in ONNX with a small first letter.
    case sum, mean, min, max
  }

  /// What is computed.
  public let function: Function

  /// Creates an operator.
  ///
  /// - Parameter function: What is computed.
  public init(_ function: Function) { self.function = function }

  /// The name of the function.
  public var kind: String { function.rawValue }

  /// The common shape.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let type = try inputs.required(0).type
    var shapes: [[Int]] = []
    for place in inputs.indices {
      let input = try inputs.required(place)
      guard input.type == type else { throw .types(type, input.type) }
      shapes.append(input.shape)
    }
    guard type != .bool, type.isFloating || function != .mean else { throw .type(type) }
    return [Fact(shape: try Broadcast.shape(shapes), type: type)]
  }

  /// Combines the numbers.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    _ = try outputs(for: inputs.facts)
    var result = try inputs.required(0)
    for input in inputs.dropFirst().compactMap(\.self) { result = try combined(result, input) }
    if function == .mean {
      let count = Float(inputs.count)
      let values = result.floats.mapped { $0 / count }
      result = Tensor(shape: result.shape, values: values, type: result.type)
    }
    return [result]
  }

  private func combined(_ first: Tensor, _ second: Tensor) throws(LayerError) -> Tensor {
    let (broadcast, type) = (try Broadcast([first.shape, second.shape]), first.type)
    guard let a = first.integers, let b = second.integers else {
      let (a, b) = (first.floats, second.floats)
      let values =
        switch function {
        case .sum, .mean: broadcast.map(a, b) { $0 + $1 }
        case .min: broadcast.map(a, b) { $0 < $1 || $0.isNaN ? $0 : $1 }
        case .max: broadcast.map(a, b) { $0 > $1 || $0.isNaN ? $0 : $1 }
        }
      return Tensor(shape: broadcast.shape, values: values, type: type)
    }
    let mask = type.orderMask
    let values =
      switch function {
      case .sum, .mean: broadcast.map(a, b) { type.wrapped($0 &+ $1) }
      case .min: broadcast.map(a, b) { $0 ^ mask < $1 ^ mask ? $0 : $1 }
      case .max: broadcast.map(a, b) { $0 ^ mask > $1 ^ mask ? $0 : $1 }
      }
    return Tensor(shape: broadcast.shape, integers: values, type: type)
  }
}
