extension RadialBasis: Differentiable {
  /// `2 · (in · Σ g - Σ g · centre)`, the sums over the centres; those of the centres likewise, over
  /// the rows.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let (input, centres, upstream) = (
      try call.input(0), try call.input(1), try call.upstream()
    )
    var gradients: [Graph.Value?] = [nil, nil]
    if call.wanted.contains(0) {
      let sums = try builder.add(Reduction(.sum), [upstream, builder.list([1])])
      let own = try builder.add(Arithmetic(.mul), [input, sums])
      let others = try builder.add(MatrixProduct(), [upstream, centres])
      let difference = try builder.add(Arithmetic(.sub), [own, others])
      gradients[0] = try builder.scaled(difference, by: 2)
    }
    if call.wanted.contains(1) {
      let turned = try builder.add(Transpose(), [upstream])
      let sums = try builder.add(Reduction(.sum), [turned, builder.list([1])])
      let own = try builder.add(Arithmetic(.mul), [centres, sums])
      let others = try builder.add(MatrixProduct(), [turned, input])
      let difference = try builder.add(Arithmetic(.sub), [own, others])
      gradients[1] = try builder.scaled(difference, by: 2)
    }
    return gradients
  }
}
