extension BatchNormalisationOperator: Differentiable {
  /// The gradient times the factor of its map; the running statistics have none.
  ///
  /// That of gamma is its sum over the normalised values, that of beta its sum.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    if call.wanted.contains(1) || call.wanted.contains(2) { throw .noGradient(kind: kind) }
    let upstream = try call.upstream()
    let shape = builder.shape(of: upstream)
    let (mean, variance) = (try call.input(1), try call.input(2))
    var gradients: [Graph.Value?] = call.inputs.map { _ in nil }
    if call.wanted.contains(0) {
      let gamma = call.inputs.indices.contains(3) ? call.inputs[3] : nil
      let factors = try builder.add(
        MapFactors(epsilon: epsilon, rank: shape.count), [variance, gamma])
      gradients[0] = try builder.add(Arithmetic(.mul), [upstream, factors])
    }
    let axes = builder.list(shape.indices.filter { $0 != 1 })
    if call.wanted.contains(3) {
      let normalised = try builder.add(
        BatchNormalisationOperator(epsilon: epsilon), [try call.input(0), mean, variance])
      let product = try builder.add(Arithmetic(.mul), [upstream, normalised])
      gradients[3] = try builder.add(Reduction(.sum, keepsAxes: false), [product, axes])
    }
    if call.wanted.contains(4) {
      gradients[4] = try builder.add(Reduction(.sum, keepsAxes: false), [upstream, axes])
    }
    return gradients
  }
}

/// What the values of each map are multiplied by when they are normalised: `gamma / √(variance + ε)`.
///
/// Computed in `Double` and rounded once, under a shape that is stretched over the maps.
private struct MapFactors: Operator {
  let epsilon: Float
  let rank: Int

  var kind: String { "mapFactors" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let count = try inputs.required(0).shape.reduce(1, *)
    return [Fact(shape: [count] + [Int](repeating: 1, count: max(rank - 2, 0)))]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let variance = try inputs.required(0).floats
    let gamma = inputs.optional(1)?.floats
    let shape = try outputs(for: inputs.facts)[0].shape
    let factors = variance.indices.map { map in
      let deviation = (Double(variance[map]) + Double(epsilon)).squareRoot()
      return Float(Double(gamma?[map] ?? 1) / deviation)
    }
    return [Tensor(shape: shape, values: factors)]
  }
}

extension MeanScale: Differentiable {
  /// The gradient times the scale of its map.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let shape = scale.count == 1 ? [] : [scale.count, 1, 1]
    let factors = builder.constant(Tensor(shape: shape, values: scale))
    return call.only(try builder.add(Arithmetic(.mul), [try call.upstream(), factors]))
  }
}
