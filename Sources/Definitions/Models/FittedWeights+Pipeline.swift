public import Networks
import Pixels
import Spelling
import Weights

extension FittedWeights {
  /// Binds what was learned to the network, as far as it is needed.
  ///
  /// - Parameters:
  ///   - wanted: The layers to look at; nil for all that the weights allow.
  ///   - given: Values of `model.graph` that are not computed: what only they need may be missing.
  /// - Returns: The network, of which nothing but what the wanted layers need is bound.
  /// - Throws: `DefinitionError`: `model` where a layer is unknown, or weights that it needs are
  ///   missing, of another shape or not finite; `weights` where they cannot be read.
  public func pipeline(
    layers wanted: [String]? = nil, given: [Graph.Value] = []
  ) throws(DefinitionError) -> Pipeline {
    let graph = model.graph
    var computed = graph
    let replaced = given.filter { value in !graph.inputs.contains { $0.value == value } }
    for value in replaced { computed.makeInput(value) }
    let exported =
      if let wanted {
        try values(of: wanted, in: graph, computing: computed)
      } else {
        replaced + values(in: computed)
      }
    let nodes = computed.nodes(neededFor: exported)
    try check(graph, nodes)
    return Pipeline(
      input: order.map { model.input.reordered($0) } ?? model.input,
      graph: try bound(graph, nodes), exported: exported)
  }

  /// The order in which the first filters take colours, if it is known better than by the network.
  private var order: ChannelOrder? { weights.stated.order ?? choice?.order?.order }

  /// The values of layers that are asked for.
  private func values(
    of layers: [String], in graph: Graph, computing computed: Graph
  ) throws(DefinitionError) -> [Graph.Value] {
    var values: Set<Graph.Value> = []
    for layer in layers {
      guard let node = graph.nodes.first(where: { $0.name == layer }) else {
        let known = graph.nodes.map(\.name)
        throw .model(
          .unknownLayer(
            layer, model: model.name, nearest: nearestName(to: layer, among: known), known: known))
      }
      let needed = computed.nodes(neededFor: [node.outputs[0]])
        .flatMap { missing(in: computed.nodes[$0]) }
      guard needed.isEmpty else {
        throw .model(.missingWeights(weights.path, layer: layer, needed: needed))
      }
      values.insert(node.outputs[0])
    }
    return Array(values)
  }

  /// The values that the weights allow.
  private func values(in graph: Graph) -> [Graph.Value] {
    var (values, cut): ([Graph.Value], Set<Graph.Value>) = ([], [])
    for node in graph.nodes {
      let isCut = node.inputs.contains { $0.map(cut.contains) ?? false }
      if isCut || !missing(in: node).isEmpty {
        cut.formUnion(node.outputs)
      } else if !graph.names[node.outputs[0]].isEmpty {
        values.append(node.outputs[0])
      }
    }
    return values
  }

  /// What a node cannot do without and the file has not.
  private func missing(in node: Graph.Node) -> [String] {
    node.inputs.compactMap { value in
      guard case .missing(let name, true)? = value.flatMap({ fit.found[$0] }) else { return nil }
      return name
    }
  }

  /// Refuses weights of another shape, all at once, and such as cannot be read.
  private func check(_ graph: Graph, _ nodes: [Int]) throws(DefinitionError) {
    var misshapen: [MisshapenWeights] = []
    for index in nodes {
      for value in graph.nodes[index].inputs.compactMap(\.self) {
        switch fit.found[value] {
        case .misshapen(let found): misshapen.append(found)
        case .problem(let problem): throw .weights(weights.path, problem)
        case .source, .missing, nil: break
        }
      }
    }
    guard misshapen.isEmpty else {
      throw .model(.misshapen(weights.path, model: model.name, misshapen))
    }
  }

  private func bound(_ graph: Graph, _ nodes: [Int]) throws(DefinitionError) -> Graph {
    var graph = graph
    var notFinite: [String] = []
    for index in nodes {
      for value in graph.nodes[index].inputs.compactMap(\.self) {
        switch fit.found[value] {
        case .source(let source):
          graph.bind(value, to: try parameter(source, &notFinite))
        case .missing: graph.leaveOut(value)
        case .misshapen, .problem, nil: break
        }
      }
      if let bias = fit.extraBiases[index] {
        let value = graph.addParameter(
          "\(graph.nodes[index].name).bias", try parameter(bias, &notFinite))
        graph.takeIn(value, at: 2, ofNode: index)
      }
    }
    guard notFinite.isEmpty else {
      throw .model(.notFinite(weights.path, notFinite))
    }
    return graph
  }

  /// The numbers of the file; names them where some are not finite.
  private func parameter(
    _ source: WeightFit.Source, _ notFinite: inout [String]
  ) throws(DefinitionError) -> StoredParameter {
    var values = try weights.values(of: source.tensor)
    if let divisor = source.divisor {
      // Caffe keeps sums, and what they are to be divided by; 0 before anything was learned.
      let factor = try weights.values(of: TurnedTensor(keeping: divisor)).first ?? 1
      values = factor == 0 ? values.map { _ in 0 } : values.divided(by: factor)
    }
    if values.nonFiniteCount > 0 { notFinite.append(source.tensor.entry.name) }
    return StoredParameter(Networks.Tensor(shape: source.tensor.shape, values: values))
  }
}
