extension CumulativeSum: Differentiable {
  /// The sums of the gradient from the other end.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let sums = CumulativeSum(isExclusive: isExclusive, isReversed: !isReversed)
    return call.only(try builder.add(sums, [try call.upstream(), try call.input(1)]))
  }
}

extension Cast: Differentiable {
  /// The gradient as it is, of floating-point numbers that stay such.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] { call.only(try call.upstream()) }
}

extension CastLike: Differentiable {
  /// The gradient as it is, of floating-point numbers that stay such.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] { call.only(try call.upstream()) }
}

extension Triangle: Differentiable {
  /// The gradient on the side that stays.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    call.only(try builder.add(self, [try call.upstream()] + call.inputs.dropFirst()))
  }
}
