extension Graph {
  /// How deep values lie: the layers of weighted sums on the longest way from what goes in, a value's
  /// own layer included.
  ///
  /// - Parameter summaries: What is known of the nodes, in the order in which they are computed.
  /// - Returns: A number per value that the nodes give.
  /// - Complexity: O(nodes and their inputs).
  public func depths(_ summaries: [NodeSummary]) -> [Value: Int] {
    var depths: [Value: Int] = [:]
    for summary in summaries {
      let node = nodes[summary.node]
      let deepest = node.inputs.reduce(0) { deepest, value in
        max(deepest, value.flatMap { depths[$0] } ?? 0)
      }
      for value in node.outputs {
        depths[value] = deepest + (summary.multiplyAdds > 0 ? 1 : 0)
      }
    }
    return depths
  }
}
