/// Whether floating-point numbers are of a kind; truth values come out.
public struct NumberTest: Operator {
  /// A kind of number.
  public enum Function: Sendable {
    /// What is not a number.
    case notANumber

    /// An infinity of one sign or both.
    case infinite(negative: Bool, positive: Bool)
  }

  /// The kind of number.
  public let function: Function

  /// Creates an operator.
  ///
  /// - Parameter function: The kind of number.
  public init(_ function: Function) { self.function = function }

  /// `isNaN` or `isInf`.
  public var kind: String {
    switch function {
    case .notANumber: "isNaN"
    case .infinite: "isInf"
    }
  }

  /// Which infinities are meant.
  public var record: OperatorRecord {
    guard case .infinite(let negative, let positive) = function else { return OperatorRecord() }
    return OperatorRecord(settings: [
      "detectsNegative": .flag(negative), "detectsPositive": .flag(positive),
    ])
  }

  /// The shape of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    guard input.type.isFloating else { throw .type(input.type) }
    return [Fact(shape: input.shape, type: .bool)]
  }

  /// Tests every number.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    _ = try outputs(for: inputs.facts)
    let values: [Int64] =
      switch function {
      case .notANumber: input.floats.map { $0.isNaN ? 1 : 0 }
      case .infinite(let negative, let positive):
        input.floats.map { $0 == .infinity && positive || $0 == -.infinity && negative ? 1 : 0 }
      }
    return [Tensor(shape: input.shape, integers: values, type: .bool)]
  }
}
