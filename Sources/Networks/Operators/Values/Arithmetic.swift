/// Sum, difference, product or quotient of two tensors that are stretched over each other.
///
/// Whole numbers wrap as the width of their type says, and quotients of them drop the fraction.
public struct Arithmetic: BinaryOperator {
  /// What is computed.
  public enum Function: String, Sendable {
    /// The function's name in ONNX with a small first letter.
    case add, sub, mul, div
  }

  /// What is computed.
  public let function: Function

  /// Creates an operator.
  ///
  /// - Parameter function: What is computed.
  public init(_ function: Function) { self.function = function }

  /// The name of the function.
  public var kind: String { function.rawValue }

  /// The type of both inputs.
  public func type(_ first: NumberType, _ second: NumberType) throws(LayerError) -> NumberType {
    guard first != .bool else { throw .type(first) }
    return try common(first, second)
  }

  /// Combines the numbers.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (first, second, broadcast, type) = try prepared(inputs)
    guard let integers = first.integers, let others = second.integers else {
      let values = floats(first.floats, second.floats, broadcast)
      return [Tensor(shape: broadcast.shape, values: values, type: type)]
    }
    let values = try self.integers(integers, others, broadcast, type)
    return [Tensor(shape: broadcast.shape, integers: values, type: type)]
  }

  private func floats(_ first: [Float], _ second: [Float], _ broadcast: Broadcast) -> [Float] {
    switch function {
    case .add: broadcast.map(first, second) { $0 + $1 }
    case .sub: broadcast.map(first, second) { $0 - $1 }
    case .mul: broadcast.map(first, second) { $0 * $1 }
    case .div: broadcast.map(first, second) { $0 / $1 }
    }
  }

  private func integers(
    _ first: [Int64], _ second: [Int64], _ broadcast: Broadcast, _ type: NumberType
  ) throws(LayerError) -> [Int64] {
    switch function {
    case .add: return broadcast.map(first, second) { type.wrapped($0 &+ $1) }
    case .sub: return broadcast.map(first, second) { type.wrapped($0 &- $1) }
    case .mul: return broadcast.map(first, second) { type.wrapped($0 &* $1) }
    case .div:
      if second.contains(0) { throw .unsuitable("whole numbers are divided by 0") }
      if type == .uint64 {
        return broadcast.map(first, second) {
          Int64(bitPattern: UInt64(bitPattern: $0) / UInt64(bitPattern: $1))
        }
      }
      return broadcast.map(first, second) {
        type.wrapped($0.dividedReportingOverflow(by: $1).partialValue)
      }
    }
  }
}
