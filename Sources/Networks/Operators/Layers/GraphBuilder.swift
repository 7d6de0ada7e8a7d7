/// Writes down a network layer by layer, without what it has learned.
///
/// Values are named after the nodes that give them; parameters after their node and role, as in
/// `conv1.weights`. Their numbers are bound later.
public struct GraphBuilder {
  /// What has been written down.
  public private(set) var graph = Graph()

  /// The maps that go in.
  public let input: Graph.Value

  /// Starts a network on pictures.
  ///
  /// - Parameter channels: Their channels.
  public init(channels: Int) {
    input = graph.addInput(
      "input", dimensions: [.named("N"), .fixed(channels), .named("H"), .named("W")])
  }

  /// Adds a convolution.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - maps: What goes in.
  ///   - weights: The shape of the weights: out, in per group, rows, columns.
  ///   - operation: Stride, padding, dilation and groups.
  ///   - hasBias: Whether a bias per output map is learned.
  /// - Returns: The maps that come out.
  public mutating func convolve(
    _ name: String, _ maps: Graph.Value, weights: [Int], _ operation: Convolution,
    hasBias: Bool = true
  ) -> Graph.Value {
    let learned = graph.addParameter("\(name).weights", .unbound(weights))
    let bias = hasBias ? graph.addParameter("\(name).bias", .unbound([weights[0]])) : nil
    return graph.addNode(name, operation, inputs: [maps, learned, bias], outputs: [name])[0]
  }

  /// Adds a node without anything learned.
  ///
  /// - Parameters:
  ///   - name: The name of the node.
  ///   - values: What goes in.
  ///   - operation: What is computed.
  /// - Returns: What comes out.
  public mutating func apply(
    _ name: String, _ values: Graph.Value..., operation: any Operator
  ) -> Graph.Value {
    graph.addNode(name, operation, inputs: values, outputs: [name])[0]
  }

  /// Says what the network is for.
  ///
  /// - Parameter outputs: Its outputs.
  /// - Returns: The network.
  public func finished(_ outputs: Graph.Value...) -> Graph {
    var graph = graph
    graph.outputs = outputs
    return graph
  }
}

extension StoredParameter {
  /// Numbers that are not there yet.
  static func unbound(_ shape: [Int]) -> StoredParameter {
    StoredParameter(shape: shape, type: .float32) { () throws(LayerError) in
      throw .unreadable("nothing is bound to it")
    }
  }
}
