import Networks
import Testing

/// An operator, what goes in, and what has to come out.
struct OperatorCase: Sendable, CustomTestStringConvertible {
  let operation: any Operator
  let inputs: [Tensor?]
  let outputs: [Tensor]

  init(_ operation: any Operator, _ inputs: Tensor?..., gives outputs: Tensor...) {
    self.operation = operation
    self.inputs = inputs
    self.outputs = outputs
  }

  var testDescription: String {
    let shapes = inputs.map { $0.map { "\($0.type)\($0.shape)" } ?? "nothing" }
    return "\(operation.kind) of \(shapes.joined(separator: ", "))"
  }

  /// Checks the outputs to the last bit but one, and that the shape rule foretold them.
  func check() throws {
    let facts = try operation.outputs(for: known(inputs))
    let results = try operation.compute(inputs)
    try #require(results.count == outputs.count && facts.count == outputs.count)
    for (place, (result, expected)) in zip(results, outputs).enumerated() {
      #expect(result.shape == expected.shape && facts[place].shape == expected.shape)
      #expect(result.type == expected.type && facts[place].type == expected.type)
      #expect(result.integers == expected.integers)
      let isNear = zip(result.floats, expected.floats).allSatisfy(near)
      #expect(isNear && result.count == expected.count, "\(result.floats), not \(expected.floats)")
    }
  }

  private func near(_ value: Float, _ expected: Float) -> Bool {
    if value.isNaN || expected.isNaN { return value.isNaN && expected.isNaN }
    return value == expected || (value - expected).magnitude <= expected.ulp
  }
}

/// What is known of tensors that depend on nothing.
func known(_ tensors: [Tensor?]) -> [Fact?] { tensors.map { $0.map { Fact(constant: $0) } } }

/// A tensor of floating-point numbers; a list unless a shape is given.
func floats(_ values: [Float], _ shape: [Int]? = nil) -> Tensor {
  Tensor(shape: shape ?? [values.count], values: values)
}

/// A tensor of whole numbers; a list unless a shape is given.
func integers(_ values: [Int64], _ shape: [Int]? = nil, _ type: NumberType = .int64) -> Tensor {
  Tensor(shape: shape ?? [values.count], integers: values, type: type)
}

/// A tensor of truth values; a list unless a shape is given.
func truths(_ values: [Int64], _ shape: [Int]? = nil) -> Tensor { integers(values, shape, .bool) }

/// A single whole number.
func integer(_ value: Int64) -> Tensor { integers([value], []) }

/// A single floating-point number.
func float(_ value: Float) -> Tensor { floats([value], []) }

/// The numbers from 0 on as a tensor of a shape.
func counted(_ shape: Int...) -> Tensor {
  floats((0..<shape.reduce(1, *)).map { Float($0) }, shape)
}
