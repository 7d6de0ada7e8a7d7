/// A layer and the name that its node is asked for by.
public struct NamedLayer: Sendable {
  /// The name, as in the source of the network.
  public let name: String

  /// What is computed.
  public let layer: any Layer

  /// Names a layer.
  ///
  /// - Parameters:
  ///   - name: The name, as in the source of the network.
  ///   - layer: What is computed.
  public init(_ name: String, _ layer: any Layer) {
    self.name = name
    self.layer = layer
  }
}

extension Graph {
  /// Creates a chain: each layer takes the maps that the one before gave.
  ///
  /// The value of a node has the name of its layer; parameters are named after their layer and role,
  /// as in `conv1.weights`.
  ///
  /// - Parameter layers: The layers, first to last.
  public init(chain layers: [NamedLayer]) {
    self.init()
    var maps = addInput("input", dimensions: ["N", "C", "H", "W"].map { .named($0) })
    for named in layers {
      let learned = named.layer.parameters.map { parameter in
        parameter.tensor.map {
          addParameter("\(named.name).\(parameter.name)", StoredParameter($0))
        }
      }
      maps =
        addNode(
          named.name, named.layer.operation, inputs: [maps] + learned, outputs: [named.name])[0]
    }
    outputs = layers.isEmpty ? [] : [maps]
  }

  /// What is learned of a node, by the names that its operator has for it.
  ///
  /// - Parameter node: A node of the graph.
  /// - Returns: The parameters that the node has.
  public func parameters(of node: Node) -> [(name: String, parameter: StoredParameter)] {
    let names = node.operation.parameterNames
    return node.inputs.suffix(from: min(node.inputs.count, 1)).enumerated().compactMap {
      index, value in
      guard names.indices.contains(index), let parameter = value.flatMap({ parameters[$0] }) else {
        return nil
      }
      return (names[index], parameter)
    }
  }
}
