import Loops
import Networks
import Pixels
import _TestSupport

/// Small networks that plans compute in several ways.
struct PlanNetwork {
  var graph = Graph()
  var maps: Graph.Value
  var channels: Int
  private var random: SeededGenerator
  private var count = 0

  /// Starts a network.
  init(channels: Int, seed: UInt64) {
    maps = graph.addInput("input")
    self.channels = channels
    random = SeededGenerator(seed: seed)
  }

  /// Adds a node behind a value and makes what comes out the current value.
  @discardableResult
  mutating func add(
    _ operation: any Operator, _ inputs: [Graph.Value]? = nil,
    parameters: [(shape: [Int], values: [Float])] = []
  ) -> Graph.Value {
    count += 1
    let learned = parameters.enumerated().map { index, parameter in
      graph.addParameter(
        "n\(count).\(index)",
        StoredParameter(Tensor(shape: parameter.shape, values: parameter.values)))
    }
    maps =
      graph.addNode(
        "n\(count)", operation, inputs: (inputs ?? [maps]) + learned, outputs: ["n\(count)"])[0]
    return maps
  }

  @discardableResult
  mutating func convolve(
    _ outputs: Int, _ kernel: Int, stride: Int = 1, padding: Int = 0, groups: Int = 1,
    hasBias: Bool = true, from input: Graph.Value? = nil, of inputChannels: Int? = nil
  ) throws -> Graph.Value {
    let group = (inputChannels ?? channels) / groups
    var parameters = [
      (
        shape: [outputs, group, kernel, kernel],
        values: random.values(outputs * group * kernel * kernel)
      )
    ]
    if hasBias { parameters.append((shape: [outputs], values: random.values(outputs))) }
    channels = outputs
    return add(
      try Convolution(
        stride: Step(x: stride, y: stride), padding: .all(padding), groups: groups),
      input.map { [$0] }, parameters: parameters)
  }

  @discardableResult
  mutating func normalise() -> Graph.Value {
    let lists = (0..<4).map { index in
      (shape: [channels], values: random.values(channels).map { index == 1 ? abs($0) + 0.5 : $0 })
    }
    return add(BatchNormalisationOperator(), parameters: lists)
  }

  /// What a session hands out, by value.
  func run(
    _ input: Activation, _ plans: LayerPlan, wanted: [Graph.Value]? = nil,
    variant: Variant = .best, workers: any Workers = OneWorker()
  ) throws -> [Graph.Value: Tensor] {
    var tensors: [Graph.Value: Tensor] = [:]
    let session = try Session(
      GraphSlice(graph, wanted: wanted ?? [maps]), plans: plans, variant: variant)
    // Memory of an earlier run is full of its values.
    for _ in 0..<2 {
      try session.run([Tensor(input)], workers: workers) { tensors[$0] = $1 }
    }
    return tensors
  }

  /// The names of the plans of each step.
  func planNames(_ input: Activation, _ plans: LayerPlan) throws -> [String] {
    try Session(GraphSlice(graph, wanted: [maps]), plans: plans)
      .steps(for: [Fact(input.shape)]).map(\.planName)
  }
}

/// Pieces in another order than their numbers', as threads may do them.
struct ScatteredWorkers: Workers {
  let count: Int
  var waiting: Duration { .zero }

  func perform(_ pieces: Int, _ work: (Int) -> Void) {
    for first in 0..<count {
      for piece in stride(from: first, to: pieces, by: count).reversed() { work(piece) }
    }
  }
}

extension Tensor {
  /// The bits of all values.
  var bits: [UInt32] { floats.map(\.bitPattern) }
}
