extension Arithmetic: Differentiable {
  /// Sums pass gradients on, products multiply them by the other factor, quotients `a / b` give
  /// `1 / b` and `-a / b²`; what was stretched is added up.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let (first, second) = (try call.input(0), try call.input(1))
    let upstream = try call.upstream()
    var gradients: [Graph.Value?] = [nil, nil]
    if call.wanted.contains(0) {
      let own: Graph.Value =
        switch function {
        case .add, .sub: upstream
        case .mul: try builder.add(Arithmetic(.mul), [upstream, second])
        case .div: try builder.add(Arithmetic(.div), [upstream, second])
        }
      gradients[0] = try builder.summed(own, to: builder.shape(of: first))
    }
    if call.wanted.contains(1) {
      let own: Graph.Value
      switch function {
      case .add: own = upstream
      case .sub: own = try builder.scaled(upstream, by: -1)
      case .mul: own = try builder.add(Arithmetic(.mul), [upstream, first])
      case .div:
        let quotient = try builder.add(Arithmetic(.div), [call.outputs[0], second])
        let product = try builder.add(Arithmetic(.mul), [upstream, quotient])
        own = try builder.scaled(product, by: -1)
      }
      gradients[1] = try builder.summed(own, to: builder.shape(of: second))
    }
    return gradients
  }
}

extension Accumulation: Differentiable {
  /// Each term of a sum takes the gradient, each of a mean its share; what was stretched is added up.
  ///
  /// The largest or smallest number takes the gradient; several that are equal share it, as those of two
  /// tensors do in PyTorch.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let isExtreme = function == .min || function == .max
    let factor: Float = function == .mean ? 1 / Float(call.inputs.count) : 1
    let share = try builder.scaled(try call.upstream(), by: factor)
    var gradients: [Graph.Value?] = []
    for place in call.inputs.indices {
      guard call.wanted.contains(place) else {
        gradients.append(nil)
        continue
      }
      var own = share
      if isExtreme {
        let shares = try builder.add(
          ExtremeShares(place: place), [call.outputs[0]] + call.inputs)
        own = try builder.add(Arithmetic(.mul), [share, shares])
      }
      let shape = builder.shape(of: try call.input(place))
      gradients.append(try builder.summed(own, to: shape))
    }
    return gradients
  }
}
