import Pixels

/// Makes the plan of a graph for inputs of one shape.
struct PlanBuilder {
  private let graph: Graph
  private let nodes: [Int]
  private let bound: [Int: any BoundOperator]
  private let wanted: Set<Graph.Value>
  private let blocked: BlockedNodes
  private let facts: [Graph.Value: Fact]

  /// Looks at a graph.
  ///
  /// - Parameters:
  ///   - slice: The part of the graph that is computed.
  ///   - bound: Operators with their constants, by the numbers of their nodes.
  ///   - constants: Values that are known.
  ///   - facts: What is known of each value.
  ///   - choice: Which plans are allowed.
  init(
    _ slice: GraphSlice, bound: [Int: any BoundOperator], constants: [Graph.Value: Tensor],
    facts: [Graph.Value: Fact], choice: LayerPlan
  ) {
    graph = slice.graph
    nodes = slice.nodes
    self.bound = bound
    self.facts = facts
    wanted = Set(slice.wanted)
    blocked = BlockedNodes(
      slice.graph, nodes: slice.nodes, facts: facts, bound: bound, constants: constants,
      choice: choice)
  }

  /// Makes the plan.
  ///
  /// - Parameter packed: The weights that plans of other shapes have packed already.
  /// - Returns: The plan.
  func plan(_ packed: PackedLayers) -> Plan {
    let drafts = fusedDrafts()
    let others = nodes.filter { blocked.drafts[$0] == nil }
    // What steps on blocks take has to be there.
    let seen = wanted.union(drafts.flatMap(\.inputs))
    let plain = Fusion(graph, nodes: others, bound: bound, wanted: seen).steps
    let order =
      (plain.map { ($0.nodes.last ?? 0, ExecutionStep?.some($0), PlanDraft?.none) }
      + drafts.map { ($0.nodes.last ?? 0, nil, .some($0)) }).sorted { $0.0 < $1.0 }
    let storage = PlanStorage(
      order.map { step, plain, draft in
        PlanStorage.Step(draft: draft, reads: plain?.inputs.compactMap(\.self) ?? [])
      }, extents: { blocked.extents(of: $0) })
    let steps = order.map { _, plain, draft -> ExecutionStep in
      if let plain { return plain }
      guard let draft else { preconditionFailure("a step is plain or on blocks") }
      return ExecutionStep(
        nodes: draft.nodes, inputs: draft.inputs.filter { !blocked.values.contains($0) },
        outputs: [draft.output], planName: draft.planName,
        work: .blocked(storage.step(of: draft, packed)))
    }
    return Plan(
      steps: steps, layouts: storage.layouts,
      extents: storage.layouts.keys.reduce(into: [:]) { $0[$1] = blocked.extents(of: $1) },
      memoryCount: storage.count, facts: facts, valueCount: graph.names.count)
  }

  /// Steps on blocks with the nodes behind them that they can take in, by their last node.
  private func fusedDrafts() -> [PlanDraft] {
    let consumerCounts = graph.consumers(among: nodes)
    var consumer: [Graph.Value: Int] = [:]
    for node in nodes {
      for value in graph.nodes[node].inputs.compactMap(\.self) { consumer[value] = node }
    }
    var taken: Set<Int> = []
    var drafts: [PlanDraft] = []
    for node in nodes where !taken.contains(node) {
      guard var draft = blocked.drafts[node] else { continue }
      while draft.takesMore, consumerCounts[draft.output] == 1, !wanted.contains(draft.output),
        let next = consumer[draft.output], !taken.contains(next), blocked.drafts[next] != nil,
        let other = other(of: draft.output, next),
        draft.finish.take(
          graph.nodes[next].operation, blocked.known(next), addend: other)
      {
        draft.nodes.append(next)
        draft.output = graph.nodes[next].outputs[0]
        taken.insert(next)
      }
      drafts.append(draft)
    }
    return drafts
  }

  /// What a node takes beside a value: nil within if nothing; nil if it takes the value elsewhere than
  /// first and does not add.
  private func other(of value: Graph.Value, _ node: Int) -> Graph.Value?? {
    let inputs = graph.nodes[node].inputs
    if blocked.other(node) != nil { return .some(inputs[inputs[0] == value ? 1 : 0]) }
    return inputs.first == value ? .some(nil) : nil
  }
}
