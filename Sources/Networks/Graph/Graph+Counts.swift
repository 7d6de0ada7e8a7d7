extension Graph {
  /// All numbers that go into a node without being computed, statistics and constants among them.
  ///
  /// What a file has to hold, in contrast to `learnedCount`.
  ///
  /// - Parameter node: A node of the graph.
  /// - Returns: How many; numbers that several nodes take count for each.
  public func parameterCount(of node: Node) -> Int {
    node.inputs.reduce(0) { count, value in
      count + (value.flatMap { parameters[$0]?.count } ?? 0)
    }
  }

  /// The numbers of a node that gradients change: weights, biases, gamma and beta.
  ///
  /// Left out are running means and variances and what else is fixed, whole numbers, and single
  /// numbers such as bounds.
  ///
  /// - Parameter node: A node of the graph.
  /// - Returns: How many; numbers that several nodes take count for each.
  public func learnedCount(of node: Node) -> Int {
    learnedValues(of: node).reduce(0) { $0 + (parameters[$1]?.count ?? 0) }
  }

  /// The numbers that gradients change, as papers and torchvision count parameters.
  ///
  /// Those of the nodes, each once however many nodes take them.
  ///
  /// - Complexity: O(nodes and their inputs).
  public var learnedCount: Int {
    Set(nodes.flatMap(learnedValues)).reduce(0) { $0 + (parameters[$1]?.count ?? 0) }
  }

  private func learnedValues(of node: Node) -> [Value] {
    let operation = node.operation
    let fixed = Set(
      operation.parameterNames.indices.filter {
        operation.fixedParameterNames.contains(operation.parameterNames[$0])
      }.map { $0 + 1 })
    return node.inputs.indices.compactMap { place in
      guard !fixed.contains(place), let value = node.inputs[place],
        let parameter = parameters[value], parameter.type.isFloating, !parameter.shape.isEmpty
      else { return nil }
      return value
    }
  }
}
