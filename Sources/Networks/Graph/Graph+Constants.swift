extension Graph {
  /// The numbers of a value that does not depend on what goes in: learned, or computed from what is
  /// learned, as weights are that a file has in whole numbers.
  ///
  /// - Parameter value: A value of the graph.
  /// - Returns: The numbers; nil if they depend on what goes in, or nothing is bound.
  /// - Throws: `LayerError` if they cannot be read or computed.
  /// - Complexity: O(numbers), and the cost of the nodes that compute them.
  public func constant(_ value: Value) throws(LayerError) -> Tensor? {
    if let parameter = parameters[value] { return parameter.isBound ? try parameter.tensor() : nil }
    let slice = try GraphSlice(self, wanted: [value])
    return slice.constants[value]
  }

  /// Whether all learned numbers that a value needs are there.
  ///
  /// - Parameter value: A value of the graph.
  /// - Returns: Whether it can be computed, as far as weights tell.
  public func isBound(_ value: Value) -> Bool {
    nodes(neededFor: [value]).allSatisfy { index in
      nodes[index].inputs.allSatisfy { $0.flatMap { parameters[$0] }?.isBound ?? true }
    }
  }
}
