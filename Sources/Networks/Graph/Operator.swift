/// What a node of a graph computes.
///
/// An operator is a value: what it gives depends on nothing but its settings and its inputs. What a
/// network has learned is among the inputs, so that it can be bound, looked at and changed.
public protocol Operator: Sendable {
  /// What is computed, as records and pages name it.
  var kind: String { get }

  /// What the operator needs beside its inputs, for records and pages.
  var record: OperatorRecord { get }

  /// One line for the reader about the operator with learned numbers of some shapes.
  ///
  /// - Parameter parameters: The shapes of the learned inputs.
  /// - Returns: The line; empty if the kind says all.
  func note(parameters: [[Int]]) -> String

  /// The names of the inputs that are learned, in their order behind those that are computed.
  var parameterNames: [String] { get }

  /// Those of the learned inputs that no gradient changes: running statistics, fixed tables.
  var fixedParameterNames: [String] { get }

  /// The shape rule.
  ///
  /// - Parameter inputs: What is known of each input; nil for one that is left out.
  /// - Returns: What is known of each output.
  /// - Throws: `LayerError` if the inputs do not fit, before anything is computed.
  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact]

  /// The plain loop, which defines the result.
  ///
  /// - Parameter inputs: Tensors that fit; nil for one that is left out.
  /// - Returns: The outputs.
  /// - Throws: `LayerError` if the inputs do not fit.
  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor]

  /// The operator with inputs that never change, made ready for many runs.
  ///
  /// - Parameter constants: The inputs that are known; nil for those that are computed or left out.
  /// - Returns: What computes the same bits faster; nil if nothing does.
  /// - Throws: `LayerError` if the constants do not fit.
  func bound(to constants: [Tensor?]) throws(LayerError) -> (any BoundOperator)?

  /// Products that are added up: one per weight and output.
  ///
  /// - Parameter inputs: What is known of each input.
  /// - Returns: Multiply-adds; 0 for operators without weighted sums.
  /// - Throws: `LayerError` if the inputs do not fit.
  func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int

  /// The window that an output sees of each computed input; nil for operators that work value by
  /// value.
  ///
  /// - Parameter inputs: What is known of each input.
  /// - Returns: The window.
  /// - Throws: `LayerError` if the inputs do not fit.
  func window(for inputs: [Fact?]) throws(LayerError) -> Window?
}

extension Operator {
  /// No settings.
  public var record: OperatorRecord { OperatorRecord() }

  /// The line of the record.
  public func note(parameters: [[Int]]) -> String { record.note }

  /// Nothing is learned.
  public var parameterNames: [String] { [] }

  /// Gradients change all that is learned.
  public var fixedParameterNames: [String] { [] }

  /// Nothing is faster.
  public func bound(to constants: [Tensor?]) throws(LayerError) -> (any BoundOperator)? { nil }

  /// Nothing is multiplied.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int { 0 }

  /// Each output sees the input at its own place.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { nil }
}

/// An operator with what it has learned, in the order in which its loops read it.
public protocol BoundOperator: Sendable {
  /// Computes the outputs.
  ///
  /// - Parameter inputs: Tensors that fit; those that the operator is bound to are not looked at.
  /// - Returns: The same bits as the operator's own `compute`.
  /// - Throws: `LayerError` if the inputs do not fit.
  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor]

  /// Computes the outputs with several threads.
  ///
  /// - Parameters:
  ///   - inputs: Tensors that fit; those that the operator is bound to are not looked at.
  ///   - workers: The threads that may share the work.
  /// - Returns: The same bits as one thread gives.
  /// - Throws: `LayerError` if the inputs do not fit.
  func compute(_ inputs: [Tensor?], workers: any Workers) throws(LayerError) -> [Tensor]
}

extension BoundOperator {
  /// One thread does all.
  public func compute(
    _ inputs: [Tensor?], workers: any Workers
  ) throws(LayerError) -> [Tensor] { try compute(inputs) }
}

extension [Fact?] {
  /// An input that an operator cannot do without.
  ///
  /// - Parameter place: Its place among the inputs.
  /// - Returns: What is known of it.
  /// - Throws: `LayerError.missingInput`, and `unsuitable` if its shape cannot be held.
  func required(_ place: Int) throws(LayerError) -> Fact {
    guard indices.contains(place), let fact = self[place] else { throw .missingInput(place) }
    try fact.shape.checkedCount()
    return fact
  }
}

extension [Tensor?] {
  /// An input that an operator cannot do without.
  ///
  /// - Parameter place: Its place among the inputs.
  /// - Returns: The tensor.
  /// - Throws: `LayerError.missingInput`.
  func required(_ place: Int) throws(LayerError) -> Tensor {
    guard indices.contains(place), let tensor = self[place] else { throw .missingInput(place) }
    return tensor
  }
}
