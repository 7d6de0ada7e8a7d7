import Networks

extension ExplainedNetwork {
  /// The layers that have learned weights, the one next to the scores first: what each has learned,
  /// but for lists such as biases.
  var weightedLayers: [[Graph.Value]] {
    graph.nodes(neededFor: [logits]).reversed().compactMap { index in
      let weights = graph.nodes[index].inputs.compactMap(\.self).filter { value in
        graph.parameters[value].map { $0.shape.count > 1 && $0.type.isFloating } ?? false
      }
      return weights.isEmpty ? nil : weights
    }
  }

  /// The network with random numbers in the place of weights, from the scores down (Adebayo et al.,
  /// "Sanity checks for saliency maps", 2018).
  ///
  /// The numbers are of a normal distribution with the mean and the deviation of those that they
  /// replace, and depend on the layer alone.
  ///
  /// - Parameter count: How many layers.
  /// - Returns: The network.
  /// - Throws: `LayerError.unreadable`.
  func randomised(_ count: Int) throws(LayerError) -> ExplainedNetwork {
    var network = self
    for value in weightedLayers.prefix(count).flatMap(\.self) {
      guard let parameter = graph.parameters[value] else { continue }
      let values = try parameter.tensor().floats
      let mean = values.reduce(0) { $0 + Double($1) } / Double(max(values.count, 1))
      let squares = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      let deviation = (squares / Double(max(values.count, 1))).squareRoot()
      var noise = Noise(seed: UInt64(value) &* 0x9e37_79b9)
      let random = values.map { _ in Float(mean + deviation * Double(noise.next())) }
      network.graph.bind(
        value, to: StoredParameter(Tensor(shape: parameter.shape, values: random)))
    }
    return network
  }
}
