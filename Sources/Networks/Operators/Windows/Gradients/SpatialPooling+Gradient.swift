extension SpatialPooling: Differentiable {
  /// Of a maximum to the first of the largest values of each window, of a mean to all alike.
  ///
  /// Row by row, as in PyTorch. Those of norms, and of places that are counted by columns, are not
  /// known.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    switch poolingKind {
    case .norm, .maxWithPlaces(byColumns: true): throw .noGradient(kind: kind)
    default: break
    }
    let input = try call.input(0)
    let gradient = SpatialPoolingGradient(pooling: self, shape: builder.shape(of: input))
    let isMean = if case .average = poolingKind { true } else { false }
    return call.only(
      try builder.add(gradient, [try call.upstream()] + (isMean ? [] : [input])))
  }

  /// The places of the largest values, row by row.
  fileprivate func places(of input: Tensor) throws(LayerError) -> [Int64] {
    let axes = try axes(for: Fact(shape: input.shape, type: input.type))
    let count = axes.reduce(input.shape[0] * input.shape[1]) { $0 * $1.axis.outputs }
    return maxima(of: input, axes, count: count, withPlaces: true).places
  }

  /// Spreads a gradient over the values of windows.
  fileprivate func spread(_ upstream: [Float], to shape: [Int]) throws(LayerError) -> [Float] {
    let axes = try axes(for: Fact(shape: shape))
    let extents = axes.map(\.axis.count)
    let volume = extents.reduce(1, *)
    var values = [Float](repeating: 0, count: try shape.checkedCount())
    guard case .average(let countsPadding) = poolingKind else { return values }
    var index = 0
    for map in 0..<shape[0] * shape[1] {
      forEachWindow(axes) { window in
        let cells = countsPadding ? window.padded : window.seen
        let share = upstream[index] / Float(max(1, cells))
        window.forEachTap(in: extents) { values[map * volume + $0] += share }
        index += 1
      }
    }
    return values
  }
}

/// The gradient of what was pooled.
///
/// The inputs are the gradient of what came out and, of a maximum, the maps.
private struct SpatialPoolingGradient: Operator {
  let pooling: SpatialPooling

  /// The shape of the maps.
  let shape: [Int]

  var kind: String { "\(pooling.kind)Gradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    _ = try inputs.required(0)
    return [Fact(shape: shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let upstream = try inputs.required(0).floats
    guard let input = inputs.optional(1) else {
      return [Tensor(shape: shape, values: try pooling.spread(upstream, to: shape))]
    }
    var values = [Float](repeating: 0, count: try shape.checkedCount())
    for (place, gradient) in zip(try pooling.places(of: input), upstream) where place >= 0 {
      values[Int(place)] += gradient
    }
    return [Tensor(shape: shape, values: values)]
  }
}

extension GlobalPooling: Differentiable {
  /// The gradient of each map's largest value, at the first that is as large; that of a norm is not
  /// known.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    guard poolingKind == .max else { throw .noGradient(kind: kind) }
    let input = try call.input(0)
    let shape = builder.shape(of: input)
    let gradient = LargestGradient(shape: shape)
    return call.only(try builder.add(gradient, [try call.upstream(), input]))
  }
}

/// The gradient of the largest value of each map, at the first that is as large.
private struct LargestGradient: Operator {
  let shape: [Int]

  var kind: String { "globalMaxPoolGradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    _ = try inputs.required(0)
    return [Fact(shape: shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (upstream, input) = (try inputs.required(0).floats, try inputs.required(1).floats)
    let plane = shape[2...].reduce(1, *)
    var values = [Float](repeating: 0, count: try shape.checkedCount())
    for (map, gradient) in upstream.enumerated() {
      var found = map * plane
      for place in map * plane..<(map + 1) * plane {
        let isLarger = input[place] > input[found]
        if isLarger || (input[place].isNaN && !input[found].isNaN) { found = place }
      }
      values[found] += gradient
    }
    return [Tensor(shape: shape, values: values)]
  }
}
