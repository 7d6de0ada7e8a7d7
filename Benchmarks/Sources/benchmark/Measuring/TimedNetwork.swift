import BenchmarkCases
import Definitions
import Networks
import Pixels

/// A network of the catalogue with random weights: what is timed, once its result was found right.
struct TimedNetwork {
  /// The network with its weights.
  let graph: Graph

  /// What goes in.
  let input: Tensor

  private let session: Session

  /// Compares the result of the fastest plans with that of the definition.
  ///
  /// - Parameter model: The network.
  /// - Throws: `BenchmarkError.wrongResult`, `LayerError`.
  init(_ model: Model) throws {
    graph = Self.filled(model.graph)
    input = Tensor(Noise.activation(model.inputShape, seed: 1))
    // Before the shares of classes, which hide small differences.
    let values = graph.nodes.suffix(2).map { $0.outputs[0] }
    let fast = try Self.values(values[0], graph, .fastest, input)
    let exact = try Self.values(values[0], graph, .direct, input)
    let largest = exact.map(\.magnitude).max() ?? 0
    let distance = zip(fast, exact).map { abs($0 - $1) }.max() ?? .infinity
    guard largest > 0, largest.isFinite, distance <= LayerPlan.bound * largest else {
      throw BenchmarkError.wrongResult(model.name)
    }
    session = try Session(GraphSlice(graph))
  }

  /// Computes the network once.
  ///
  /// - Parameter workers: The threads.
  /// - Throws: `LayerError`.
  func run(_ workers: any Workers) throws {
    try session.run([input], workers: workers) { _, _ in }
  }

  private static func values(
    _ value: Graph.Value, _ graph: Graph, _ plans: LayerPlan, _ input: Tensor
  ) throws -> [Float] {
    var values: [Float] = []
    try Session(GraphSlice(graph, wanted: [value]), plans: plans).run([input]) {
      values = $1.floats
    }
    return values
  }

  /// The network with weights of noise that keep values at their size from layer to layer.
  private static func filled(_ graph: Graph) -> Graph {
    var graph = graph
    for (value, parameter) in graph.parameters where !parameter.isBound {
      let shape = parameter.shape
      let noise = Noise.activation(
        Shape(channels: 1, height: 1, width: parameter.count), seed: UInt32(value)
      ).values
      let terms = shape.dropFirst().reduce(1, *)
      let factor = (24 / Float(terms)).squareRoot()
      let isVector = shape.count < 2
      let values = noise.map { isVector ? 1 + 0.6 * $0 : factor * $0 }
      graph.bind(value, to: StoredParameter(Tensor(shape: shape, values: values)))
    }
    return graph
  }
}
