import Pixels

/// Which nodes of a graph are computed on maps in blocks, and what they compute there.
///
/// Convolutions bring maps into blocks, whatever goes in; other nodes keep what is in blocks there.
struct BlockedNodes {
  let graph: Graph
  private let facts: [Graph.Value: Fact]
  private let bound: [Int: any BoundOperator]
  private let constants: [Graph.Value: Tensor]
  private let choice: LayerPlan

  /// What each node computes, by its number.
  private(set) var drafts: [Int: PlanDraft] = [:]

  /// The values that are in blocks.
  private(set) var values: Set<Graph.Value> = []

  /// Looks at nodes in their order.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - nodes: The numbers of the nodes that are computed, ascending.
  ///   - facts: What is known of each value.
  ///   - bound: Operators with their constants, by the numbers of their nodes.
  ///   - constants: Values that are known.
  ///   - choice: Which plans are allowed.
  init(
    _ graph: Graph, nodes: [Int], facts: [Graph.Value: Fact], bound: [Int: any BoundOperator],
    constants: [Graph.Value: Tensor], choice: LayerPlan
  ) {
    self.graph = graph
    self.facts = facts
    self.bound = bound
    self.constants = constants
    self.choice = choice
    if choice == .direct { return }
    for node in nodes {
      guard let draft = draft(node) else { continue }
      drafts[node] = draft
      values.insert(draft.output)
    }
  }

  /// What is known of the inputs of a node without computing.
  ///
  /// - Parameter node: The number of the node.
  /// - Returns: A tensor per input; nil for one that is computed or left out.
  func known(_ node: Int) -> [Tensor?] {
    graph.nodes[node].inputs.map { $0.flatMap { constants[$0] } }
  }

  /// The shape of a value.
  ///
  /// - Parameter value: A value that is computed in blocks.
  /// - Returns: Four extents.
  func extents(of value: Graph.Value) -> [Int] { facts[value]?.shape ?? [] }

  /// The maps of a value in single precision.
  func maps(_ value: Graph.Value) -> Shape? {
    guard let fact = facts[value], fact.type == .float32, fact.constant == nil,
      fact.shape.count == 4, fact.shape.allSatisfy({ $0 > 0 })
    else { return nil }
    return Shape(maps: fact.shape)
  }

  private func draft(_ number: Int) -> PlanDraft? {
    let node = graph.nodes[number]
    guard node.outputs.count == 1, maps(node.outputs[0]) != nil else { return nil }
    if let draft = gradientDraft(number) { return draft }
    guard let input = node.inputs.first.flatMap(\.self),
      let shape = maps(input),
      let kind = kind(number, shape, isInBlocks: values.contains(input))
    else { return nil }
    var draft = PlanDraft(nodes: [number], kind: kind, input: input, output: node.outputs[0])
    if case .values = kind {
      guard draft.finish.take(node.operation, known(number), addend: other(number)) else {
        return nil
      }
    }
    return draft
  }

  private func kind(_ number: Int, _ input: Shape, isInBlocks: Bool) -> PlanDraft.Kind? {
    let node = graph.nodes[number]
    if let layer = bound[number] as? ConvolutionLayer {
      guard let geometry = try? layer.geometry(for: input) else { return nil }
      let problem = ConvolutionProblem(layer: layer, geometry: geometry, isInBlocks: isInBlocks)
      return ConvolutionWay.best(for: problem, choice).map { .convolution(layer, $0, geometry) }
    }
    guard isInBlocks else { return nil }
    switch node.operation {
    case let pooling as Pooling:
      return (try? pooling.geometry(for: input)).map { .pooling(pooling.poolingKind, $0) }
    case is GlobalAveragePooling:
      let geometry = try? WindowGeometry(
        input: input, height: input.height, width: input.width, stride: .one, padding: .valid)
      return geometry.map { .pooling(.average(countsPadding: false), $0) }
    case let layer as LocalResponseNormalisation:
      return BlockedNormalisation.supports(layer) ? .normalisation(layer) : nil
    case is Dropout, is Identity: return .alias
    case let concat as Concat: return concatenation(concat, node)
    case is ReLU, is Clip, is BatchNormalisationOperator: return .values
    case let arithmetic as Arithmetic:
      let factors = known(number).dropFirst().first?.flatMap(\.self)?.shape
      let isPerMap = arithmetic.function == .mul && factors == [input.channels, 1, 1]
      return isPerMap || other(number) != nil ? .values : nil
    default: return nil
    }
  }

  private func concatenation(_ concat: Concat, _ node: Graph.Node) -> PlanDraft.Kind? {
    let parts = node.inputs.compactMap(\.self)
    guard [1, -3].contains(concat.axis), parts.allSatisfy(values.contains),
      parts.dropLast().allSatisfy({ maps($0).map { $0.channels % 16 == 0 } ?? false })
    else { return nil }
    return .concatenation(parts)
  }

  /// The second of two inputs of equal shape that are both in blocks.
  func other(_ number: Int) -> Graph.Value? {
    let inputs = graph.nodes[number].inputs.compactMap(\.self)
    guard inputs.count == 2, inputs.allSatisfy(values.contains),
      maps(inputs[0]) == maps(inputs[1])
    else { return nil }
    return inputs[1]
  }
}
