public import Pixels

/// An operator that replaces every number by a function of it.
///
/// The functions are its static members. What is not exact is computed in `Double` and rounded once;
/// not-a-number stays.
public struct UnaryFunction: ValueOperator {
  /// The function's name in ONNX with a small first letter.
  public let kind: String

  /// One line for the reader, and the numbers of the function.
  public let record: OperatorRecord

  private let floats: @Sendable (Activation) -> Activation
  private let integers: (@Sendable (_ value: Int64, _ type: NumberType) -> Int64)?

  /// The slope at a number; nil if it is not known.
  let slope: (@Sendable (Double) -> Double)?

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - kind: The function's name.
  ///   - note: One line for the reader.
  ///   - numbers: The numbers of the function by their names.
  ///   - integers: The function of whole numbers, which may be beyond the width of their type; nil if
  ///     there is none.
  ///   - slope: The slope at a number; where there is none PyTorch's.
  ///   - floats: The function of all values.
  init(
    _ kind: String, _ note: String, numbers: [String: Float] = [:],
    integers: (@Sendable (Int64, NumberType) -> Int64)? = nil,
    slope: (@Sendable (Double) -> Double)? = nil,
    floats: @escaping @Sendable (Activation) -> Activation
  ) {
    self.kind = kind
    record = OperatorRecord(note: note, settings: numbers.mapValues { .number($0) })
    self.floats = floats
    self.integers = integers
    self.slope = slope
  }

  /// The shape and type of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    guard input.type.isFloating || (integers != nil && input.type != .bool) else {
      throw .type(input.type)
    }
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Computes every number, under the shape of the input.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    _ = try outputs(for: inputs.facts)
    guard let numbers = input.integers, let integers else {
      return [Tensor(shape: input.shape, values: floats(input.maps).values, type: input.type)]
    }
    let type = input.type
    let values = numbers.map { type.wrapped(integers($0, type)) }
    return [Tensor(shape: input.shape, integers: values, type: type)]
  }

  /// Computes every value.
  public func forward(_ input: Activation) throws(LayerError) -> Activation { floats(input) }
}
