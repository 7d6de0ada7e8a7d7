public import Definitions
import Files
public import Networks
public import Pixels

/// A convolution of a network whose filters are compared, and how it is applied.
public struct ComparedLayer: Sendable {
  /// The filters, in the order red, green, blue.
  public let bank: LearnedBank

  /// The name of the weights in the network.
  public let tensor: String

  /// Positions between results.
  public let stride: Step

  /// What is padded with zeros.
  public let padding: Padding

  /// Whether the layer takes what goes into the network, and nothing comes before it.
  public let seesPictures: Bool

  /// Finds a layer and reads its filters.
  ///
  /// - Parameters:
  ///   - network: The network.
  ///   - pattern: The layer, as `NetworkFile.values` takes it; nil for the first convolution that sees
  ///     pictures, or the first with filters on 1 or 3 channels.
  ///   - order: The order in which the network takes three channels.
  /// - Throws: `DefinitionError`: `model` for a layer that cannot be compared, with those that can;
  ///   `network` for an unknown one; `layers` where its weights cannot be read.
  public init(
    of network: NetworkFile, layer pattern: String?, order: ChannelOrder
  ) throws(DefinitionError) {
    let graph = network.graph
    let found = try network.comparedValue(pattern)
    let name = graph.names[found.value]
    guard let convolution = found.node.operation as? Convolution else {
      throw .model(
        .notConvolution(
          network.path, layer: name, kind: found.node.operation.kind,
          suitable: network.comparableNames))
    }
    guard convolution.dilation == .one else {
      let dilation = [convolution.dilation.y, convolution.dilation.x]
      throw .model(.dilatedFilters(network.path, layer: name, dilation: dilation))
    }
    guard let weightsValue = found.node.inputs[1],
      let weights = try Self.constant(weightsValue, of: network, layer: name)
    else { throw .model(.computedFilters(network.path, layer: name)) }
    guard weights.shape.count == 4, [1, 3].contains(weights.shape[1]), !weights.shape.contains(0)
    else {
      throw .model(
        .unsuitableLayer(
          network.path, layer: name, shape: weights.shape, suitable: network.comparableNames))
    }
    var bias: [Float]?
    if found.node.inputs.count > 2, let biasValue = found.node.inputs[2] {
      bias = try Self.constant(biasValue, of: network, layer: name)?.floats
    }
    bank = LearnedBank(
      layer: name, values: weights.floats, bias: bias, shape: weights.shape, order: order)
    tensor = graph.names[weightsValue]
    stride = convolution.stride
    padding = convolution.padding
    seesPictures = graph.inputs.contains { $0.value == found.node.inputs[0] }
  }

  private static func constant(
    _ value: Graph.Value, of network: NetworkFile, layer: String
  ) throws(DefinitionError) -> Tensor? {
    try wrapping(network.graph.constant(value)) {
      DefinitionError.layers(network.path, .step(name: layer, error: $0))
    }
  }
}

extension NetworkFile {
  /// A value and the node that gives it.
  fileprivate typealias Found = (value: Graph.Value, node: Graph.Node)

  /// The one value that is meant.
  fileprivate func comparedValue(_ pattern: String?) throws(DefinitionError) -> Found {
    guard let pattern else {
      let all = comparable
      let first = all.first { found in graph.inputs.contains { $0.value == found.node.inputs[0] } }
      guard let found = first ?? all.first else { throw .model(.noImageFilters(path)) }
      return found
    }
    let wanted = Set(try values(pattern))
    let found = graph.nodes.flatMap { node -> [Found] in
      node.outputs.filter(wanted.contains).map { ($0, node) }
    }
    // Of several that a pattern means, those that can be compared count.
    let suitable = found.filter { isComparable($0.node) }
    let chosen = suitable.isEmpty ? found : suitable
    guard chosen.count == 1 || suitable.isEmpty, let first = chosen.first else {
      throw .model(.ambiguousLayer(path, pattern, chosen.map { graph.names[$0.value] }))
    }
    return first
  }

  /// The names of the layers whose filters see 1 or 3 channels.
  fileprivate var comparableNames: [String] { comparable.map { graph.names[$0.value] } }

  private var comparable: [Found] {
    graph.nodes.compactMap { isComparable($0) ? ($0.outputs[0], $0) : nil }
  }

  private func isComparable(_ node: Graph.Node) -> Bool {
    guard node.operation is Convolution, let weights = node.inputs[1] else { return false }
    let stored = graph.parameters[weights]
    if stored?.isBound == false { return false }
    // Weights that a file has in whole numbers are computed to know their shape.
    guard let shape = stored?.shape ?? (try? graph.constant(weights))?.shape else { return false }
    return shape.count == 4 && [1, 3].contains(shape[1])
  }
}
