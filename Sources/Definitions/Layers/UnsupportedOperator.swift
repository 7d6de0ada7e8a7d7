import Networks

/// What stands in a graph for a node that cannot be computed, so that all others can.
struct UnsupportedOperator: Operator {
  /// What the node would compute, with the domain where it is not ONNX's own.
  let kind: String

  /// Why it is not supported.
  let reason: String

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    throw .unsuitable("\(kind) is not supported: \(reason)")
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    throw .unsuitable("\(kind) is not supported: \(reason)")
  }
}

extension Graph {
  /// The nodes among those that some values need which cannot be computed.
  ///
  /// - Parameter values: Values of the graph.
  /// - Returns: All of them, with the reasons.
  func unsupported(neededFor values: [Value]) -> [UnsupportedNode] {
    nodes(neededFor: values).compactMap { index in
      guard let operation = nodes[index].operation as? UnsupportedOperator else { return nil }
      return UnsupportedNode(
        node: nodes[index].name, operation: operation.kind, reason: operation.reason)
    }
  }
}
