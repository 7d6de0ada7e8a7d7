extension StandardisedConvolution: Differentiable {
  /// Those of the convolution with the standardised weights; that of the weights goes on through their
  /// mean and deviation.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let weights = try call.input(1)
    let shape = builder.shape(of: weights)
    var inputs = call.inputs
    inputs[1] = try builder.add(StandardisedWeights(layer: self), [weights])
    let inner = GradientCall(
      inputs: inputs, outputs: call.outputs, upstreams: call.upstreams, wanted: call.wanted)
    var gradients = try convolution.gradients(of: inner, in: &builder)
    if let gradient = gradients[1] {
      let rows = [shape[0], shape.dropFirst().reduce(1, *)]
      let own = try builder.add(
        StandardisationGradient(axes: [1], deviation: .ofVariance(plus: epsilon)),
        [try builder.reshaped(weights, to: rows), try builder.reshaped(gradient, to: rows)])
      gradients[1] = try builder.reshaped(own, to: shape)
    }
    return gradients
  }
}

/// The weights as the convolution takes them.
private struct StandardisedWeights: Operator {
  let layer: StandardisedConvolution

  var kind: String { "standardisedWeights" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    [Fact(shape: try inputs.required(0).shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    [layer.standardised(try inputs.required(0))]
  }
}
