import Networks
import _TestSupport

/// Calls an operator alone, and checks that its shape rule says what comes out.
///
/// - Parameters:
///   - operation: The operator.
///   - inputs: Its inputs; nil for one that is left out.
/// - Returns: The outputs.
/// - Throws: What the operator throws, or that its shape rule is wrong.
func call(_ operation: any Operator, _ inputs: Tensor?...) throws -> [Tensor] {
  let facts = try operation.outputs(for: inputs.map { $0.map { Fact(constant: $0) } })
  let outputs = try operation.compute(inputs)
  struct WrongRule: Error {}
  guard outputs.map(\.shape) == facts.map(\.shape), outputs.map(\.type) == facts.map(\.type) else {
    throw WrongRule()
  }
  return outputs
}

extension SeededGenerator {
  /// A tensor of noise between -1 and 1.
  mutating func tensor(_ shape: [Int]) -> Tensor {
    Tensor(shape: shape, values: values(shape.reduce(1, *)))
  }
}

extension Tensor {
  /// A tensor of 1, 2, 3 and so on.
  static func counting(_ shape: [Int]) -> Tensor {
    Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { Float($0 + 1) })
  }
}

extension Tensor {
  /// The number at an index; nil outside.
  func number(_ index: [Int]) -> Float? {
    var place = 0
    for (position, extent) in zip(index, shape) {
      guard (0..<extent).contains(position) else { return nil }
      place = place * extent + position
    }
    return floats[place]
  }
}
