extension MatrixProduct: Differentiable {
  /// Of `A · B` the gradients `g · Bᵀ` and `Aᵀ · g`, added up over the stacks that were stretched.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let (left, right) = (try call.input(0), try call.input(1))
    let (leftShape, rightShape) = (builder.shape(of: left), builder.shape(of: right))
    // A list is a row at the left and a column at the right.
    let leftMatrices = leftShape.count == 1 ? [1] + leftShape : leftShape
    let rightMatrices = rightShape.count == 1 ? rightShape + [1] : rightShape
    var shape = builder.shape(of: try call.upstream())
    if leftShape.count == 1 { shape.insert(1, at: shape.count - (rightShape.count == 1 ? 0 : 1)) }
    if rightShape.count == 1 { shape.append(1) }
    let upstream = try builder.reshaped(try call.upstream(), to: shape)
    var gradients: [Graph.Value?] = [nil, nil]
    if call.wanted.contains(0) {
      let turned = try builder.turned(try builder.reshaped(right, to: rightMatrices))
      let product = try builder.add(MatrixProduct(), [upstream, turned])
      let sum = try builder.summed(product, to: leftMatrices)
      gradients[0] = try builder.reshaped(sum, to: leftShape)
    }
    if call.wanted.contains(1) {
      let turned = try builder.turned(try builder.reshaped(left, to: leftMatrices))
      let product = try builder.add(MatrixProduct(), [turned, upstream])
      let sum = try builder.summed(product, to: rightMatrices)
      gradients[1] = try builder.reshaped(sum, to: rightShape)
    }
    return gradients
  }
}

extension GradientBuilder {
  /// Matrices with rows and columns exchanged.
  fileprivate mutating func turned(_ value: Graph.Value) throws(LayerError) -> Graph.Value {
    let rank = shape(of: value).count
    let axes = Array(0..<rank - 2) + [rank - 1, rank - 2]
    return try add(Transpose(permutation: axes), [value])
  }
}
