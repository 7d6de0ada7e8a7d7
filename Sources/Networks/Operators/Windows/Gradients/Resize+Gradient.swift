extension Resize: Differentiable {
  /// Each number of the gradient goes back to the positions that it was made of, by their weights.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    if let place = call.wanted.first(where: { $0 > 0 }) { throw .notConstant(input: place) }
    let shape = builder.shape(of: try call.input(0))
    let gradient = ResizeGradient(resize: self, shape: shape)
    return call.only(
      try builder.add(gradient, [try call.upstream()] + call.inputs.dropFirst()))
  }
}

/// The gradient of what was made larger or smaller.
///
/// The inputs are the gradient of what came out, then those of the operator without the first. Computed
/// in `Double` and rounded once.
private struct ResizeGradient: Operator {
  let resize: Resize
  let shape: [Int]

  var kind: String { "resizeGradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    _ = try inputs.required(0)
    return [Fact(shape: shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let upstream = try inputs.required(0)
    let passes = try resize.passes(on: shape, inputs)
    let values = passes.reversed().reduce(upstream.floats.map(Double.init)) { $1.returned($0) }
    return [Tensor(shape: shape, values: values.map { Float($0) })]
  }
}
