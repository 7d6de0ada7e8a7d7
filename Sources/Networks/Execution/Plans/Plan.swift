/// How a graph is computed for inputs of one shape: its steps, and where values lie.
struct Plan: Sendable {
  /// What is computed, in its order.
  let steps: [ExecutionStep]

  /// Where the values lie that are in blocks.
  let layouts: [Graph.Value: BlockedLayout]

  /// The shapes of those values.
  let extents: [Graph.Value: [Int]]

  /// Numbers of the memory in which they lie.
  let memoryCount: Int

  /// What is known of each value.
  let facts: [Graph.Value: Fact]

  /// How many steps take each value that is not in blocks.
  let consumers: [Int]

  /// Puts a plan together.
  ///
  /// - Parameters:
  ///   - steps: What is computed, in its order.
  ///   - layouts: Where the values lie that are in blocks.
  ///   - extents: The shapes of those values.
  ///   - memoryCount: Numbers of the memory in which they lie.
  ///   - facts: What is known of each value.
  ///   - valueCount: Values of the graph.
  init(
    steps: [ExecutionStep], layouts: [Graph.Value: BlockedLayout],
    extents: [Graph.Value: [Int]], memoryCount: Int,
    facts: [Graph.Value: Fact], valueCount: Int
  ) {
    self.steps = steps
    self.layouts = layouts
    self.extents = extents
    self.memoryCount = memoryCount
    self.facts = facts
    var consumers = [Int](repeating: 0, count: valueCount)
    for step in steps {
      for value in step.inputs.compactMap(\.self) { consumers[value] += 1 }
    }
    self.consumers = consumers
  }
}
