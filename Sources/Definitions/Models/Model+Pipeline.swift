import Networks
public import Pixels
import Spelling
import Weights

extension Model {
  /// Binds what was learned to the network, as far as it is needed.
  ///
  /// - Parameters:
  ///   - weights: The file with what the layers have learned.
  ///   - wanted: The layers to look at; nil for all that the weights allow.
  ///   - order: The order in which the filters of this file take colours; nil for that of the
  ///     network.
  /// - Returns: The network, of which nothing but what the wanted layers need is bound.
  /// - Throws: `DefinitionError`: `model` where a layer is unknown, or its weights or those of one
  ///   before are missing or of another shape; `weights` where they cannot be read.
  public func pipeline(
    weights: ModelWeights, layers wanted: [String]? = nil, order: ChannelOrder? = nil
  ) throws(DefinitionError) -> Pipeline {
    let graph = graph
    let exported =
      if let wanted {
        try values(of: wanted, in: graph, weights)
      } else {
        try values(in: graph, weights)
      }
    return Pipeline(
      input: order.map { input.reordered($0) } ?? input,
      graph: try bound(graph, to: weights, for: exported), exported: exported)
  }

  /// The values of layers that are asked for.
  private func values(
    of layers: [String], in graph: Graph, _ weights: ModelWeights
  ) throws(DefinitionError) -> [Graph.Value] {
    var values: Set<Graph.Value> = []
    for layer in layers {
      guard let node = graph.nodes.first(where: { $0.name == layer }) else {
        let known = graph.nodes.map(\.name)
        throw .model(
          .unknownLayer(
            layer, model: name, nearest: nearestName(to: layer, among: known), known: known))
      }
      let needed = graph.nodes(neededFor: node.outputs).map { graph.nodes[$0] }
      let missing = needed.filter { graph.lacks($0, weights) }.map(\.name)
      guard missing.isEmpty else {
        throw .model(.missingWeights(weights.path, layer: layer, needed: missing))
      }
      values.insert(node.outputs[0])
    }
    return Array(values)
  }

  /// The values that the weights allow.
  private func values(
    in graph: Graph, _ weights: ModelWeights
  ) throws(DefinitionError) -> [Graph.Value] {
    var (values, missing): ([Graph.Value], Set<Graph.Value>) = ([], [])
    var isBound = false
    for node in graph.nodes {
      if graph.lacks(node, weights)
        || node.inputs.contains(where: { $0.map(missing.contains) ?? false })
      {
        missing.formUnion(node.outputs)
      } else {
        values.append(node.outputs[0])
        isBound = isBound || graph.isLearned(node)
      }
    }
    guard isBound else {
      let first = graph.nodes.first(where: graph.isLearned)?.name
      throw .model(.noWeights(weights.path, model: name, needed: first ?? "any layer"))
    }
    return values
  }

  private func bound(
    _ graph: Graph, to weights: ModelWeights, for values: [Graph.Value]
  ) throws(DefinitionError) -> Graph {
    var graph = graph
    for index in graph.nodes(neededFor: values) {
      let node = graph.nodes[index]
      let learned = graph.parameters(of: node)
      guard let expected = learned.first?.parameter.shape, let filters = node.inputs[1] else {
        continue
      }
      let choice = try weights.layer(node.name)
      guard choice.shape == expected else {
        throw .model(
          .otherShape(
            weights.path, model: name, layer: node.name, expected: expected, found: choice.shape))
      }
      let (numbers, bias) = try weights.values(of: choice)
      graph.bind(filters, to: StoredParameter(Networks.Tensor(shape: expected, values: numbers)))
      guard let value = node.inputs[2] else { continue }
      if let bias {
        guard bias.count == expected[0] else {
          throw .model(
            .layer(
              weights.path, name: choice.layer,
              .parameterCount(parameter: "bias", expected: expected[0], found: bias.count)))
        }
        graph.bind(value, to: StoredParameter(Networks.Tensor(shape: [bias.count], values: bias)))
      } else {
        graph.leaveOut(value)
      }
    }
    return graph
  }
}

extension Graph {
  /// Whether numbers of a node have to come from a file.
  fileprivate func isLearned(_ node: Node) -> Bool {
    node.inputs.contains { value in value.flatMap { parameters[$0] }?.isBound == false }
  }

  /// Whether a file does not have the numbers of a node; it can have weights, alone or with a bias.
  fileprivate func lacks(_ node: Node, _ weights: ModelWeights) -> Bool {
    guard isLearned(node) else { return false }
    return node.operation.parameterNames != ["weights", "bias"] || !weights.has(node.name)
  }
}
