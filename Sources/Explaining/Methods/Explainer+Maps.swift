public import Networks
public import Pixels

/// Grad-CAM.
extension Explainer {
  /// The maps of the layer, weighted by their mean gradients; what is below 0 becomes 0.
  func weightedMaps(
    _ input: Activation, _ number: Int
  ) throws(LayerError) -> Explanation {
    guard let layer, let layerGradient else { preconditionFailure("the method was prepared for") }
    let result = try layerGradient.compute(
      Tensor(input), class: number, seed: network.value(of: score).seed)
    guard let maps = result.values[layer.value]?.maps else {
      preconditionFailure("the layer is computed")
    }
    let plane = maps.shape.height * maps.shape.width
    let gradients = result.gradients[layer.value]?.floats
    var sums = [Double](repeating: 0, count: plane)
    for channel in 0..<maps.shape.channels {
      let places = channel * plane..<(channel + 1) * plane
      guard let gradients else { break }
      let weight = gradients[places].reduce(0) { $0 + Double($1) } / Double(plane)
      for (place, value) in zip(sums.indices, maps.values[places]) {
        sums[place] += weight * Double(value)
      }
    }
    let shape = Shape(channels: 1, height: maps.shape.height, width: maps.shape.width)
    var explanation = explanation(.gradCAM, shape, sums.map { Float($0 > 0 || $0.isNaN ? $0 : 0) })
    explanation.layer = layer.name
    if gradients?.allSatisfy({ $0 == 0 }) ?? true {
      explanation.notes.append("0 everywhere: the score does not depend on the layer.")
    } else if explanation.values.values.allSatisfy({ $0 == 0 }) {
      explanation.notes.append(
        "0 everywhere: no weighted sum is above 0, the largest is \(Float(sums.max() ?? 0).fourDigits)."
      )
    }
    return explanation
  }
}

extension ExplainedNetwork {
  /// The last value with feature maps: of more than one place, behind a convolution, and on the way
  /// to the scores.
  ///
  /// - Parameter input: The shape of what goes in.
  /// - Returns: The value; nil if there is none.
  /// - Throws: `LayerError` if the input does not fit.
  public func lastMaps(for input: Shape) throws(LayerError) -> Graph.Value? {
    let slice = try GraphSlice(graph, wanted: [logits])
    let facts = try slice.facts(for: [Fact(input)])
    let convolutions = slice.nodes.filter { index in
      graph.nodes[index].operation.kind.lowercased().contains("convolution")
    }
    let behind = graph.dependents(of: convolutions.flatMap { graph.nodes[$0].outputs })
    for index in slice.nodes.reversed() {
      for value in graph.nodes[index].outputs where behind.contains(value) {
        if let shape = facts[value]?.shape, shape.count == 4, shape[2] * shape[3] > 1 {
          return value
        }
      }
    }
    return nil
  }

  /// Whether a value has feature maps on which the scores depend.
  ///
  /// - Parameters:
  ///   - value: A value of the network.
  ///   - input: The shape of what goes in.
  /// - Returns: Whether it has rows and columns, and whether the scores depend on it.
  /// - Throws: `LayerError` if the input does not fit.
  public func maps(
    of value: Graph.Value, for input: Shape
  ) throws(LayerError) -> (areMaps: Bool, isOnTheWay: Bool) {
    let fact = try GraphSlice(graph, wanted: [value]).facts(for: [Fact(input)])[value]
    return (fact?.shape.count == 4, graph.dependents(of: [value]).contains(logits))
  }
}
