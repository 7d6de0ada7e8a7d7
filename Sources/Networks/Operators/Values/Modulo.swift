/// The rest of a division of two tensors that are stretched over each other.
public struct Modulo: BinaryOperator {
  /// Whether the rest has the sign of the dividend, as C's `fmod`; otherwise that of the divisor.
  public let hasSignOfDividend: Bool

  /// Creates an operator.
  ///
  /// - Parameter hasSignOfDividend: ONNX's `fmod`.
  public init(hasSignOfDividend: Bool = false) { self.hasSignOfDividend = hasSignOfDividend }

  /// `mod`.
  public var kind: String { "mod" }

  /// Whose sign the rest has.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "the sign of the \(hasSignOfDividend ? "dividend" : "divisor")",
      settings: ["hasSignOfDividend": .flag(hasSignOfDividend)])
  }

  /// The type of both inputs.
  public func type(_ first: NumberType, _ second: NumberType) throws(LayerError) -> NumberType {
    guard first != .bool else { throw .type(first) }
    return try common(first, second)
  }

  /// Takes the rests.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (first, second, broadcast, type) = try prepared(inputs)
    let isFlooring = !hasSignOfDividend
    guard let integers = first.integers, let divisors = second.integers else {
      let values = broadcast.map(first.floats, second.floats) { value, divisor in
        let rest = value.truncatingRemainder(dividingBy: divisor)
        return isFlooring && rest != 0 && (rest < 0) != (divisor < 0) ? rest + divisor : rest
      }
      return [Tensor(shape: broadcast.shape, values: values, type: type)]
    }
    if divisors.contains(0) { throw .unsuitable("whole numbers are divided by 0") }
    let isUnsigned = type == .uint64
    let values = broadcast.map(integers, divisors) { value, divisor in
      if isUnsigned {
        return Int64(bitPattern: UInt64(bitPattern: value) % UInt64(bitPattern: divisor))
      }
      let rest = value.remainderReportingOverflow(dividingBy: divisor).partialValue
      return isFlooring && rest != 0 && (rest < 0) != (divisor < 0) ? rest + divisor : rest
    }
    return [Tensor(shape: broadcast.shape, integers: values, type: type)]
  }
}
