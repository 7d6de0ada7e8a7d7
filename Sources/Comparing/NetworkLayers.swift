public import Definitions
import Files
public import Networks
import Pixels

/// Layers of a network that are looked at, and how pictures go in.
public struct NetworkLayers: Sendable {
  /// The network.
  public let network: NetworkFile

  /// How pictures become what goes in.
  public let input: InputStage

  /// The layers, in the order in which they are computed.
  let values: [Graph.Value]

  /// What a layer computes, by its value.
  let kinds: [Graph.Value: String]

  /// What is computed.
  let pipeline: Pipeline

  /// Chooses layers.
  ///
  /// - Parameters:
  ///   - network: The network.
  ///   - input: How pictures become what goes in.
  ///   - patterns: The layers, as `NetworkFile.values` takes them; none for all convolutions whose
  ///     weights are there.
  /// - Throws: `DefinitionError`: `network` for a layer that is not there, or needs operators that are
  ///   not supported; `model` for one whose weights are missing; `layers`.
  public init(
    _ network: NetworkFile, input: InputStage, patterns: [String]
  ) throws(DefinitionError) {
    let graph = network.graph
    var wanted: Set<Graph.Value> = []
    for pattern in patterns { wanted.formUnion(try network.values(pattern)) }
    if patterns.isEmpty {
      let convolutions = graph.nodes.filter { $0.operation.kind.hasSuffix("onvolution") }
        .map { $0.outputs[0] }
      wanted = Set(convolutions.filter(graph.isBound))
      if wanted.isEmpty { throw .model(.noConvolutions(network.path)) }
    }
    for value in wanted.sorted() where !graph.isBound(value) {
      throw .model(.computedFilters(network.path, layer: graph.names[value]))
    }
    pipeline = try network.pipeline(wanted.sorted(), input: input)
    let nodes = try wrapping(pipeline.slice().nodes) { DefinitionError.layers(network.path, $0) }
    // What does not depend on pictures is no layer.
    let computed = nodes.flatMap { index in graph.nodes[index].outputs }
    values = computed.filter(wanted.contains)
    var kinds: [Graph.Value: String] = [:]
    for index in nodes {
      for value in graph.nodes[index].outputs { kinds[value] = graph.nodes[index].operation.kind }
    }
    self.kinds = kinds
    self.network = network
    self.input = input
    if values.isEmpty { throw .model(.noConvolutions(network.path)) }
  }

  /// The names of the layers.
  var names: [String] { values.map { network.graph.names[$0] } }
}
