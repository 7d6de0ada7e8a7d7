import Pixels

/// What is computed at once: a node, or several whose values between nobody sees.
struct ExecutionStep: Sendable {
  /// The numbers of the nodes, in their order.
  let nodes: [Int]

  /// What goes in.
  let inputs: [Graph.Value?]

  /// What comes out of the last node.
  let outputs: [Graph.Value]

  /// The name of the plan that computes it.
  let planName: String

  /// What computes it.
  let work: Work

  /// Whether it is computed by loops on maps in blocks.
  var isOnBlocks: Bool { if case .blocked = work { true } else { false } }

  enum Work: Sendable {
    /// The plain loop of an operator.
    case plain(any Operator)

    /// An operator with its constants.
    case bound(any BoundOperator)

    /// Loops on maps in blocks.
    case blocked(BlockedStep)
  }
}

/// Nodes that can be computed at once with the same bits and less memory.
///
/// The rule: a value between two nodes vanishes only if one node takes it and nobody asks for it, as
/// the network itself asks for its outputs.
struct Fusion {
  private let graph: Graph
  private let nodes: [Int]
  private let bound: [Int: any BoundOperator]
  private let wanted: Set<Graph.Value>
  private let consumerCounts: [Int]
  private let firstConsumer: [Graph.Value: Int]

  /// Looks at who takes each value.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - nodes: The numbers of the nodes that are computed, ascending.
  ///   - bound: Operators with their constants, by the numbers of their nodes.
  ///   - wanted: The values that are looked at.
  init(
    _ graph: Graph, nodes: [Int], bound: [Int: any BoundOperator], wanted: Set<Graph.Value>
  ) {
    self.graph = graph
    self.nodes = nodes
    self.bound = bound
    self.wanted = wanted
    consumerCounts = graph.consumers(among: nodes)
    var firstConsumer: [Graph.Value: Int] = [:]
    for node in nodes.reversed() {
      for value in graph.nodes[node].inputs.compactMap(\.self) { firstConsumer[value] = node }
    }
    self.firstConsumer = firstConsumer
  }

  /// What is computed, in its order.
  var steps: [ExecutionStep] {
    var taken: Set<Int> = []
    var steps: [ExecutionStep] = []
    for node in nodes where !taken.contains(node) {
      let step = step(from: node)
      taken.formUnion(step.nodes)
      steps.append(step)
    }
    return steps
  }

  private func step(from first: Int) -> ExecutionStep {
    let node = graph.nodes[first]
    guard let convolution = bound[first] as? ConvolutionLayer, convolution.isComputedInBlocks,
      let (second, rectifier) = only(ReLU.self, behind: first), rectifier.slope == 0
    else {
      let work = bound[first].map(ExecutionStep.Work.bound) ?? .plain(node.operation)
      return ExecutionStep(
        nodes: [first], inputs: node.inputs, outputs: node.outputs,
        planName: LayerPlan.direct.rawValue, work: work)
    }
    var nodes = [first, second]
    var fused = FusedConvolution(convolution: convolution, pooling: nil)
    if let (third, pooling) = only(Pooling.self, behind: second), pooling.poolingKind == .max {
      nodes.append(third)
      fused = FusedConvolution(convolution: convolution, pooling: pooling)
    }
    return ExecutionStep(
      nodes: nodes, inputs: node.inputs, outputs: graph.nodes[nodes[nodes.count - 1]].outputs,
      planName: LayerPlan.direct.rawValue, work: .bound(fused))
  }

  /// The one node that takes what a node gives, if it is of a kind and takes nothing else.
  private func only<Kind: Operator>(_ kind: Kind.Type, behind node: Int) -> (Int, Kind)? {
    let outputs = graph.nodes[node].outputs
    guard outputs.count == 1, consumerCounts[outputs[0]] == 1, !wanted.contains(outputs[0]),
      let next = firstConsumer[outputs[0]],
      graph.nodes[next].inputs == [outputs[0]], let operation = graph.nodes[next].operation as? Kind
    else { return nil }
    return (next, operation)
  }
}

/// A convolution, a rectifier and, if there is one, max pooling.
private struct FusedConvolution: BoundOperator {
  let convolution: ConvolutionLayer
  let pooling: Pooling?

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    let rank = input.shape.count
    guard let pooling else {
      let output = try convolution.forward(input.maps, floor: 0)
      return [Tensor(shape: shape(of: output.shape, rank: rank), values: output.values)]
    }
    return [Tensor(try convolution.forward(input.maps, rectifiedAndPooledBy: pooling))]
  }
}
