import Networks
import Testing
import _TestSupport

/// An operator on some numbers, and what it computes in plain `Double`.
struct GradientProblem: Sendable {
  /// The operator.
  var operation: any Operator

  /// What goes in; nil for an input that is left out.
  var inputs: [Tensor?]

  /// The inputs whose gradients are checked.
  var wanted: [Int]

  /// What comes out, from the numbers that go in; nil for an operator that moves or adds up numbers,
  /// which tells itself what becomes of a single 1.
  var reference: (@Sendable ([[Double]]) -> [Double])?

  /// As many numbers of an input are changed by a little, so that 200 problems take a second.
  private static let changes = 12

  /// The largest difference of the gradients from finite differences, as a share of the largest.
  func error(_ generator: inout SeededGenerator) throws -> Double {
    let facts = try operation.outputs(for: known(inputs))
    let seed = generator.tensor(facts[0].shape)
    let found = try gradients(of: seed, facts)
    var largest = 0.0
    var distance = 0.0
    for place in wanted {
      let count = inputs[place]?.count ?? 0
      let gradient = found[place] ?? [Float](repeating: 0, count: count)
      guard gradient.count == count else { return .infinity }
      largest = gradient.reduce(largest) { max($0, Double($1.magnitude)) }
      for index in (0..<count).shuffled(using: &generator).prefix(Self.changes) {
        let expected = try difference(place, index, seed)
        largest = max(largest, expected.magnitude)
        let own = (Double(gradient[index]) - expected).magnitude
        distance = max(distance, own.isNaN ? .infinity : own)
      }
    }
    // Where all gradients are 0, finite differences are noise.
    return distance / max(largest, 0.01)
  }

  /// The gradients that the graph computes.
  private func gradients(of seed: Tensor, _ facts: [Fact]) throws -> [Int: [Float]] {
    var graph = Graph()
    var values: [Graph.Value?] = []
    for (place, tensor) in inputs.enumerated() {
      guard let tensor else {
        values.append(nil)
        continue
      }
      values.append(
        wanted.contains(place)
          ? graph.addInput("\(place)", dimensions: tensor.shape.map { .fixed($0) })
          : graph.addParameter("\(place)", StoredParameter(tensor)))
    }
    let outputs = graph.addNode(
      operation.kind, operation, inputs: values, outputs: facts.indices.map { "out\($0)" })
    let sources = wanted.compactMap { values[$0] }
    let given = wanted.compactMap { inputs[$0] }
    let gradient = try GradientGraph(
      graph, of: outputs[0], withRespectTo: sources,
      inputs: given.map { Fact(shape: $0.shape) })
    let session = try Session(GraphSlice(gradient.graph), plans: .blocked)
    var found: [Int: [Float]] = [:]
    try session.run(given + [seed]) { value, tensor in
      for place in wanted {
        guard let source = values[place], gradient.gradients[source] == value else { continue }
        try #require(tensor.shape == inputs[place]?.shape)
        found[place] = tensor.floats
      }
    }
    return found
  }

  /// The gradient of a number of an input by central differences, or by what becomes of a single 1.
  private func difference(_ place: Int, _ index: Int, _ seed: Tensor) throws -> Double {
    guard let tensor = inputs[place] else { return 0 }
    let weights = seed.floats.map(Double.init)
    guard let reference else {
      var single = [Float](repeating: 0, count: tensor.count)
      single[index] = 1
      var inputs = inputs
      for other in wanted {
        inputs[other] = inputs[other].map {
          Tensor(shape: $0.shape, values: [Float](repeating: 0, count: $0.count))
        }
      }
      inputs[place] = Tensor(shape: tensor.shape, values: single)
      let outputs = try operation.compute(inputs)[0].floats
      return zip(weights, outputs).reduce(0) { $0 + $1.0 * Double($1.1) }
    }
    let step = 1e-5
    let numbers = inputs.map { $0?.floats.map(Double.init) ?? [] }
    var (above, below) = (numbers, numbers)
    above[place][index] += step
    below[place][index] -= step
    let change = zip(reference(above), reference(below)).map { ($0 - $1) / (2 * step) }
    return zip(weights, change).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

/// An operator of which problems of any small shape can be made.
struct GradientCase: Sendable, CustomTestStringConvertible {
  let name: String
  let problem: @Sendable (inout SeededGenerator) throws -> GradientProblem

  init(
    _ name: String, _ problem: @escaping @Sendable (inout SeededGenerator) throws -> GradientProblem
  ) {
    self.name = name
    self.problem = problem
  }

  var testDescription: String { name }
}

extension SeededGenerator {
  /// A number of a range.
  mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// Extents from 1 on.
  mutating func extents(_ rank: Int, _ range: ClosedRange<Int> = 1...4) -> [Int] {
    (0..<rank).map { _ in pick(range) }
  }

  /// A tensor of numbers between -1 and 1 that all differ, none of them at a bend of the functions that
  /// are checked.
  mutating func distinct(_ shape: [Int]) -> Tensor {
    let count = shape.reduce(1, *)
    let places = (0..<count).shuffled(using: &self)
    return Tensor(
      shape: shape, values: places.map { (Float($0) + 0.3) * 2 / Float(count) - 1 })
  }

  /// A tensor of numbers from 0.5 to 2.
  mutating func positive(_ shape: [Int]) -> Tensor {
    Tensor(
      shape: shape,
      values: (0..<shape.reduce(1, *)).map { _ in Float.random(in: 0.5...2, using: &self) })
  }
}
