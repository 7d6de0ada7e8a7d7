/// The boxes of a drawn network: layers, with those that change single values alone in the box
/// before.
struct GraphBoxes {
  /// A box.
  struct Box {
    /// The layer that it is named after.
    let node: Int

    /// Those that change its values one by one.
    var followers: [Int] = []

    /// The numbers of the boxes that it takes values of, each once.
    var inputs: [Int] = []
  }

  /// The boxes in the order of their layers.
  private(set) var boxes: [Box] = []

  /// Puts layers into boxes.
  init(_ nodes: [GraphPicture.Node]) {
    var consumers = [Int](repeating: 0, count: nodes.count)
    for node in nodes { for input in node.inputs { consumers[input] += 1 } }
    var boxOfNode: [Int] = []
    for (index, node) in nodes.enumerated() {
      if node.isOfValues, node.inputs.count == 1, consumers[node.inputs[0]] == 1,
        nodes[node.inputs[0]].group != .input
      {
        let box = boxOfNode[node.inputs[0]]
        boxes[box].followers.append(index)
        boxOfNode.append(box)
        continue
      }
      var inputs: [Int] = []
      for input in node.inputs.map({ boxOfNode[$0] }) where !inputs.contains(input) {
        inputs.append(input)
      }
      boxOfNode.append(boxes.count)
      boxes.append(Box(node: index, inputs: inputs))
    }
  }

  /// The lines of a box: its name, what is computed, what follows, and the shape.
  func lines(_ box: Box, of nodes: [GraphPicture.Node]) -> [String] {
    let node = nodes[box.node]
    let followers = box.followers.map { nodes[$0].kind }
    return [node.name, node.kind]
      + (followers.isEmpty ? [] : ["+ " + followers.joined(separator: ", ")]) + [node.shape]
  }
}
