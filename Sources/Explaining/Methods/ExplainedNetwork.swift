public import Networks

/// Which number of a class is explained.
public enum ScoreKind: String, CaseIterable, Sendable {
  /// What goes into the softmax.
  case logit

  /// What comes out of it.
  case probability

  /// The cross-entropy, minus the logarithm of the probability: what training makes small.
  case loss
}

/// The numbers of all classes for a picture.
public struct ClassNumbers: Equatable, Sendable {
  /// What goes into the softmax.
  public let logits: [Float]

  /// What comes out of it.
  public let probabilities: [Float]

  /// The logarithms of the probabilities.
  let logarithms: [Float]

  /// The number of each class that is explained.
  ///
  /// - Parameter score: Which it is.
  /// - Returns: A number per class.
  public func numbers(_ score: ScoreKind) -> [Float] {
    switch score {
    case .logit: logits
    case .probability: probabilities
    case .loss: logarithms.map { -$0 }
    }
  }

  /// The number of the most probable class; of equal ones the first.
  public var top: Int { logits.indices.max { (logits[$0], -$0) < (logits[$1], -$1) } ?? 0 }
}

/// A network of one input that ends in scores of classes.
public struct ExplainedNetwork: Sendable {
  /// The network, with a softmax at its end.
  public internal(set) var graph: Graph

  /// What goes in.
  public let input: Graph.Value

  /// What goes into the softmax: one number per class.
  public let logits: Graph.Value

  /// What comes out of it.
  public let probabilities: Graph.Value

  /// The logarithms of the probabilities.
  let logarithms: Graph.Value

  /// Looks for the scores.
  ///
  /// Where the network ends in a softmax, reshaped perhaps, what goes into it are the logits; where
  /// it does not, what comes out are the logits, and a softmax is added.
  ///
  /// - Parameter graph: A network of one input, with an output.
  public init(_ graph: Graph) {
    precondition(graph.inputs.count == 1 && !graph.outputs.isEmpty, "a picture goes in")
    var graph = graph
    input = graph.inputs[0].value
    let output = graph.outputs[graph.outputs.count - 1]
    let end = Self.softmax(before: output, in: graph)
    let (softmax, logits) = (end?.softmax ?? Softmax(axis: 1), end?.input ?? output)
    self.logits = logits
    if let end, !softmax.isLogarithmic {
      probabilities = end.output
    } else {
      probabilities = Self.add(softmax, "probabilities", isLogarithmic: false, logits, &graph)
    }
    logarithms = Self.add(softmax, "logarithms", isLogarithmic: true, logits, &graph)
    self.graph = graph
  }

  /// The value that is explained, and what its gradient starts from.
  func value(of score: ScoreKind) -> (value: Graph.Value, seed: Float) {
    switch score {
    case .logit: (logits, 1)
    case .probability: (probabilities, 1)
    case .loss: (logarithms, -1)
    }
  }

  /// Adds a softmax like another one.
  private static func add(
    _ softmax: Softmax, _ name: String, isLogarithmic: Bool, _ logits: Graph.Value,
    _ graph: inout Graph
  ) -> Graph.Value {
    let own = Softmax(
      axis: softmax.axis, isLogarithmic: isLogarithmic, isFlattening: softmax.isFlattening)
    return graph.addNode(name, own, inputs: [logits], outputs: [name])[0]
  }

  /// The softmax that a value comes from, as it is or under another shape.
  private static func softmax(
    before value: Graph.Value, in graph: Graph
  ) -> (softmax: Softmax, input: Graph.Value, output: Graph.Value)? {
    var value = value
    while let node = graph.nodes.first(where: { $0.outputs.contains(value) }) {
      guard let input = node.inputs.first.flatMap(\.self) else { return nil }
      if let softmax = node.operation as? Softmax { return (softmax, input, node.outputs[0]) }
      guard ["reshape", "flatten", "squeeze", "identity", "dropout"].contains(node.operation.kind)
      else { return nil }
      value = input
    }
    return nil
  }
}
