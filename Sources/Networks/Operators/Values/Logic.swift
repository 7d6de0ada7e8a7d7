/// A connection of two tensors of truth values that are stretched over each other.
public struct Logic: BinaryOperator {
  /// How they are connected.
  public enum Function: String, Sendable {
    /// The function's name in ONNX with a small first letter.
    case and, or, xor
  }

  /// How they are connected.
  public let function: Function

  /// Creates an operator.
  ///
  /// - Parameter function: How they are connected.
  public init(_ function: Function) { self.function = function }

  /// The name of the function.
  public var kind: String { function.rawValue }

  /// Truth values.
  public func type(_ first: NumberType, _ second: NumberType) throws(LayerError) -> NumberType {
    for type in [first, second] where type != .bool { throw .type(type) }
    return .bool
  }

  /// Connects the truth values.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (first, second, broadcast, type) = try prepared(inputs)
    let (a, b) = (first.integers ?? [], second.integers ?? [])
    let values: [Int64] =
      switch function {
      case .and: broadcast.map(a, b) { $0 & $1 }
      case .or: broadcast.map(a, b) { $0 | $1 }
      case .xor: broadcast.map(a, b) { $0 ^ $1 }
      }
    return [Tensor(shape: broadcast.shape, integers: values, type: type)]
  }
}

/// The opposite of every truth value.
public struct Not: Operator {
  /// Creates an operator.
  public init() {}

  /// `not`.
  public var kind: String { "not" }

  /// The shape of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    guard input.type == .bool else { throw .type(input.type) }
    return [Fact(shape: input.shape, type: .bool)]
  }

  /// Negates the truth values.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    guard input.type == .bool, let values = input.integers else { throw .type(input.type) }
    return [Tensor(shape: input.shape, integers: values.map { 1 - $0 }, type: .bool)]
  }
}
