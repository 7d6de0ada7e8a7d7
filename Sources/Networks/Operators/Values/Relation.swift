/// A comparison of two tensors that are stretched over each other; truth values come out.
public struct Relation: BinaryOperator {
  /// How they are compared.
  public enum Function: String, Sendable {
    /// The function's name in ONNX with a small first letter.
    case equal, less, lessOrEqual, greater, greaterOrEqual
  }

  /// How they are compared.
  public let function: Function

  /// Creates an operator.
  ///
  /// - Parameter function: How they are compared.
  public init(_ function: Function) { self.function = function }

  /// The name of the function.
  public var kind: String { function.rawValue }

  /// Truth values.
  public func type(_ first: NumberType, _ second: NumberType) throws(LayerError) -> NumberType {
    if first == .bool, function != .equal { throw .type(first) }
    _ = try common(first, second)
    return .bool
  }

  /// Compares the numbers.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (first, second, broadcast, type) = try prepared(inputs)
    let values: [Int64]
    if let integers = first.integers, let others = second.integers {
      let mask = first.type.orderMask
      values = compared(integers.map { $0 ^ mask }, others.map { $0 ^ mask }, broadcast)
    } else {
      values = compared(first.floats, second.floats, broadcast)
    }
    return [Tensor(shape: broadcast.shape, integers: values, type: type)]
  }

  private func compared<Number: Comparable>(
    _ first: [Number], _ second: [Number], _ broadcast: Broadcast
  ) -> [Int64] {
    switch function {
    case .equal: broadcast.map(first, second) { $0 == $1 ? 1 : 0 }
    case .less: broadcast.map(first, second) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: broadcast.map(first, second) { $0 <= $1 ? 1 : 0 }
    case .greater: broadcast.map(first, second) { $0 > $1 ? 1 : 0 }
    case .greaterOrEqual: broadcast.map(first, second) { $0 >= $1 ? 1 : 0 }
    }
  }
}
