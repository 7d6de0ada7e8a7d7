public import Networks

/// Which number of a class is explained.
public enum ScoreKind: String, CaseIterable, Sendable {
  /// What goes into the softmax.
  case logit

  /// What comes out of it.
  case probability
}

/// A network of one input that ends in scores of classes.
public struct ExplainedNetwork: Sendable {
  /// The network, with a softmax at its end.
  public let graph: Graph

  /// What goes in.
  public let input: Graph.Value

  /// What goes into the softmax: one number per class.
  public let logits: Graph.Value

  /// What comes out of it.
  public let probabilities: Graph.Value

  /// Looks for the scores.
  ///
  /// Where the network ends in a softmax, reshaped perhaps, what goes into it are the logits; where it
  /// does not, what comes out are the logits, and a softmax is added.
  ///
  /// - Parameter graph: A network of one input, with an output.
  public init(_ graph: Graph) {
    precondition(graph.inputs.count == 1 && !graph.outputs.isEmpty, "a picture goes in")
    var graph = graph
    input = graph.inputs[0].value
    let output = graph.outputs[graph.outputs.count - 1]
    guard let (node, softmax) = Self.softmax(before: output, in: graph), let value = node.inputs[0]
    else {
      logits = output
      probabilities = Self.addSoftmax(Softmax(axis: 1), behind: output, to: &graph)
      self.graph = graph
      return
    }
    logits = value
    if softmax.isLogarithmic {
      let shares = Softmax(axis: softmax.axis, isFlattening: softmax.isFlattening)
      probabilities = Self.addSoftmax(shares, behind: value, to: &graph)
    } else {
      probabilities = node.outputs[0]
    }
    self.graph = graph
  }

  /// The value that is explained.
  func value(of score: ScoreKind) -> Graph.Value {
    score == .logit ? logits : probabilities
  }

  private static func addSoftmax(
    _ softmax: Softmax, behind value: Graph.Value, to graph: inout Graph
  ) -> Graph.Value {
    graph.addNode("probabilities", softmax, inputs: [value], outputs: ["probabilities"])[0]
  }

  /// The softmax that a value comes from, as it is or under another shape.
  private static func softmax(
    before value: Graph.Value, in graph: Graph
  ) -> (Graph.Node, Softmax)? {
    var value = value
    while let node = graph.nodes.first(where: { $0.outputs.contains(value) }) {
      if let softmax = node.operation as? Softmax { return (node, softmax) }
      guard ["reshape", "flatten", "squeeze", "identity", "dropout"].contains(node.operation.kind),
        let input = node.inputs.first.flatMap(\.self)
      else { return nil }
      value = input
    }
    return nil
  }
}
