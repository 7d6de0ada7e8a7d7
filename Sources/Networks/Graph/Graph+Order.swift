extension Graph {
  /// The nodes that some values need.
  ///
  /// - Parameter values: Values of the graph.
  /// - Returns: The numbers of the nodes, ascending.
  /// - Complexity: O(nodes and their inputs).
  public func nodes(neededFor values: [Value]) -> [Int] {
    var isNeeded = [Bool](repeating: false, count: names.count)
    for value in values { isNeeded[value] = true }
    var needed: [Int] = []
    for index in nodes.indices.reversed()
    where nodes[index].outputs.contains(where: { isNeeded[$0] }) {
      needed.append(index)
      for value in nodes[index].inputs.compactMap(\.self) { isNeeded[value] = true }
    }
    return needed.reversed()
  }

  /// The inputs that some values need.
  ///
  /// - Parameter values: Values of the graph.
  /// - Returns: Inputs of the graph, those among the values too.
  /// - Complexity: O(nodes and their inputs).
  public func inputs(neededFor values: [Value]) -> Set<Value> {
    let taken = nodes(neededFor: values).flatMap { nodes[$0].inputs.compactMap(\.self) }
    return Set(inputs.map(\.value)).intersection(taken + values)
  }

  /// The values that change with others.
  ///
  /// - Parameter values: Values of the graph.
  /// - Returns: These and all that are computed from them.
  /// - Complexity: O(nodes and their inputs).
  public func dependents(of values: [Value]) -> Set<Value> {
    var found = Set(values)
    for node in nodes where node.inputs.contains(where: { $0.map(found.contains) ?? false }) {
      found.formUnion(node.outputs)
    }
    return found
  }

  /// How many of some nodes take each value.
  ///
  /// - Parameter nodes: The numbers of the nodes.
  /// - Returns: A number per value; a node that takes it twice counts twice.
  func consumers(among nodes: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: names.count)
    for node in nodes {
      for value in self.nodes[node].inputs.compactMap(\.self) { counts[value] += 1 }
    }
    return counts
  }
}
