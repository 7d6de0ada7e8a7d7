extension Dense: Differentiable {
  /// Of `out = alpha · A · B + beta · C` the gradients `alpha · g · Bᵀ`, `alpha · Aᵀ · g` and
  /// `beta · g`, each as its matrix is given.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let (first, second) = (try call.input(0), try call.input(1))
    let upstream = try call.upstream()
    var gradients: [Graph.Value?] = call.inputs.map { _ in nil }
    if call.wanted.contains(0) {
      gradients[0] =
        transposesFirst
        ? try builder.add(
          Dense(alpha: alpha, transposesFirst: transposesSecond, transposesSecond: true),
          [second, upstream])
        : try builder.add(
          Dense(alpha: alpha, transposesSecond: !transposesSecond), [upstream, second])
    }
    if call.wanted.contains(1) {
      gradients[1] =
        transposesSecond
        ? try builder.add(
          Dense(alpha: alpha, transposesFirst: true, transposesSecond: transposesFirst),
          [upstream, first])
        : try builder.add(
          Dense(alpha: alpha, transposesFirst: !transposesFirst), [first, upstream])
    }
    if call.wanted.contains(2) {
      let sum = try builder.summed(upstream, to: builder.shape(of: try call.input(2)))
      gradients[2] = try builder.scaled(sum, by: beta)
    }
    return gradients
  }
}

extension InnerProduct: Differentiable {
  /// Those of the product of matrices, under the shape of the input.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let input = try call.input(0)
    let shape = builder.shape(of: input)
    let first = try shape.axis(axis)
    let rows = shape.prefix(first).reduce(1, *)
    let matrix = try builder.reshaped(input, to: [rows, shape.suffix(from: first).reduce(1, *)])
    let upstream = try call.upstream()
    let columns = builder.shape(of: upstream).last ?? 1
    let inner = GradientCall(
      inputs: [matrix] + call.inputs.dropFirst(), outputs: call.outputs,
      upstreams: [try builder.reshaped(upstream, to: [rows, columns])], wanted: call.wanted)
    var gradients = try product.gradients(of: inner, in: &builder)
    if let gradient = gradients[0] { gradients[0] = try builder.reshaped(gradient, to: shape) }
    return gradients
  }
}
