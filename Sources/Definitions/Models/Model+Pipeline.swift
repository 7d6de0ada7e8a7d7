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
    var nodes: [Int] = []
    if let wanted {
      for name in wanted {
        let node = try index(of: name)
        let missing = learnedNodes(neededFor: node).filter { !weights.has($0) }
        guard missing.isEmpty else {
          throw .model(.missingWeights(weights.path, layer: name, needed: missing))
        }
        nodes.append(node)
      }
    } else {
      nodes = graph.nodes.indices.filter { node in
        learnedNodes(neededFor: node).allSatisfy(weights.has)
      }
      guard !nodes.isEmpty else {
        throw .model(
          .noWeights(weights.path, model: name, needed: layerNames.first ?? "any layer"))
      }
    }
    let exported = Set(nodes.map { graph.nodes[$0].outputs[0] })
    return Pipeline(
      input: order.map { input.reordered($0) } ?? input,
      graph: try bound(to: weights, for: Array(exported)), exported: Array(exported))
  }

  private func index(of name: String) throws(DefinitionError) -> Int {
    if let index = graph.nodes.firstIndex(where: { $0.name == name }) { return index }
    throw .model(
      .unknownLayer(
        name, model: self.name, nearest: nearestName(to: name, among: layerNames),
        known: layerNames))
  }

  /// The names of the nodes with learned numbers that a node needs, itself among them.
  private func learnedNodes(neededFor node: Int) -> [String] {
    graph.nodes(neededFor: graph.nodes[node].outputs).map { graph.nodes[$0] }
      .filter { !graph.parameters(of: $0).isEmpty }.map(\.name)
  }

  private func bound(
    to weights: ModelWeights, for values: [Graph.Value]
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
