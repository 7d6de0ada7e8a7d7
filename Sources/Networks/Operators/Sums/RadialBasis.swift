import Pixels

/// How far numbers are from some centres: `out(n, i) = Σ (in(n, j) - centre(i, j))²`.
///
/// The output layer of LeNet-5 (LeCun, Bottou, Bengio and Haffner, 1998, section II B). The inputs are
/// N×J and the centres I×J; each sum is computed in `Double` and rounded once.
public struct RadialBasis: Operator {
  /// Creates an operator.
  public init() {}

  /// `radialBasis`.
  public var kind: String { "radialBasis" }

  /// The centres.
  public var parameterNames: [String] { ["centres"] }

  /// The centres, which are drawn by hand.
  public var fixedParameterNames: [String] { ["centres"] }

  /// One line for the reader.
  public var record: OperatorRecord { OperatorRecord(note: "squared distances from the centres") }

  /// One number per row and centre.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (input, centres) = (try inputs.required(0), try inputs.required(1))
    for fact in [input, centres] {
      try fact.checkFloating()
      guard fact.shape.count == 2 else { throw .rank(fact.shape, allowed: 2...2) }
    }
    guard input.shape[1] == centres.shape[1] else {
      throw .unequalShapes(input.shape, centres.shape)
    }
    let shape = [input.shape[0], centres.shape[0]]
    try shape.checkedCount()
    return [Fact(shape: shape, type: input.type)]
  }

  /// The squared distances.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let (input, centres) = (try inputs.required(0), try inputs.required(1))
    let (numbers, places, width) = (input.floats, centres.floats, centres.shape[1])
    var values: [Float] = []
    values.reserveCapacity(fact.shape[0] * fact.shape[1])
    for row in 0..<fact.shape[0] {
      for centre in 0..<fact.shape[1] {
        let sum = (0..<width).reduce(0.0) { sum, place in
          let distance =
            Double(numbers[row * width + place]) - Double(places[centre * width + place])
          return sum + distance * distance
        }
        values.append(Float(sum))
      }
    }
    return [Tensor(shape: fact.shape, values: values, type: input.type)]
  }

  /// One per number and centre.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int {
    let output = try outputs(for: inputs)[0].shape
    return output.reduce(try inputs.required(0).shape[1]) { $0.multiplied(by: $1) }
  }

  /// Everything.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }
}
