/// Operators that leave the numbers and their order as they are.
protocol ReshapingOperator: Differentiable {}

extension ReshapingOperator {
  /// The gradient under the shape of the input.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let shape = builder.shape(of: try call.input(0))
    return call.only(try builder.reshaped(try call.upstream(), to: shape))
  }
}

extension Reshape: ReshapingOperator {}
extension ReshapedAxes: ReshapingOperator {}
extension Flatten: ReshapingOperator {}
extension Squeeze: ReshapingOperator {}
extension Unsqueeze: ReshapingOperator {}

extension Transpose: Differentiable {
  /// The gradient with the axes put back.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    var inverse: [Int]?
    if let permutation {
      inverse = permutation.indices.map { axis in permutation.firstIndex(of: axis) ?? axis }
    }
    return call.only(
      try builder.add(Transpose(permutation: inverse), [try call.upstream()]))
  }
}

extension Concat: Differentiable {
  /// Each input's part of the gradient.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let upstream = try call.upstream()
    let axis = try builder.shape(of: upstream).axis(axis)
    var gradients: [Graph.Value?] = []
    var start = 0
    for place in call.inputs.indices {
      let end = start + builder.shape(of: try call.input(place))[axis]
      if call.wanted.contains(place) {
        let numbers = [builder.list([start]), builder.list([end]), builder.list([axis])]
        gradients.append(try builder.add(Slice(), [upstream] + numbers))
      } else {
        gradients.append(nil)
      }
      start = end
    }
    return gradients
  }
}

extension Split: Differentiable {
  /// The gradients of the parts behind each other; zeros for parts on which nothing depends.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let axis = try builder.shape(of: try call.input(0)).axis(axis)
    var parts: [Graph.Value] = []
    for (value, upstream) in zip(call.outputs, call.upstreams) {
      if let upstream {
        parts.append(upstream)
      } else {
        let shape = builder.shape(of: value)
        let zero = builder.constant(Tensor(shape: [], values: [0]))
        parts.append(try builder.stretched(zero, to: shape))
      }
    }
    return call.only(try builder.add(Concat(axis: axis), parts))
  }
}
