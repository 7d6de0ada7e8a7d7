extension VolumeConvolution: Differentiable {
  /// The gradient of the maps is the convolution backwards of the gradient, with the same weights; that
  /// of the weights the sums of what each saw times what came of it; that of the bias its sum.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let (input, weights, upstream) = (
      try call.input(0), try call.input(1), try call.upstream()
    )
    var gradients: [Graph.Value?] = call.inputs.map { _ in nil }
    if call.wanted.contains(0) {
      let axes = try layout([input, weights].map { builder.fact(of: $0) }).axes
      // What windows do not reach is appended, what they reach beyond the input is cut off.
      let rest = axes.map { $0.axis.count + $0.axis.before - $0.axis.needed }
      let back = try TransposedConvolution(
        strides: axes.map(\.axis.stride),
        padding: .numbers(before: axes.map(\.axis.before), after: rest.map { max(0, -$0) }),
        dilations: axes.map(\.dilation), groups: groups, outputPadding: rest.map { max(0, $0) })
      gradients[0] = try builder.add(back, [upstream, weights])
    }
    if call.wanted.contains(1) {
      let sums = VolumeWeightGradient(convolution: self, shape: builder.shape(of: weights))
      gradients[1] = try builder.add(sums, [input, upstream])
    }
    if call.wanted.contains(2) {
      gradients[2] = try builder.add(
        Reduction(.sum, keepsAxes: false), [upstream, builder.list([0, 2, 3, 4])])
    }
    return gradients
  }
}

/// The gradient of the weights of a convolution of volumes, from the maps and the gradient of what came
/// out.
///
/// Each sum is computed in `Double`, row by row, and rounded once. Costs as many multiply-adds as the
/// convolution.
struct VolumeWeightGradient: Operator {
  let convolution: VolumeConvolution

  /// The shape of the weights.
  let shape: [Int]

  var kind: String { "volumeWeightGradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    _ = try inputs.required(0)
    return [Fact(shape: shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let (input, upstream) = (try inputs.required(0), try inputs.required(1))
    let axes = try convolution.layout([
      Fact(shape: input.shape), Fact(shape: shape),
    ]).axes
    let outputs = shape[0] / convolution.groups
    let (numbers, gradients) = (input.floats, upstream.floats)
    let taps = axes.map(\.taps)
    var values: [Float] = []
    values.reserveCapacity(try shape.checkedCount())
    for output in 0..<shape[0] {
      for member in 0..<shape[1] {
        let channel = output / outputs * shape[1] + member
        for tap in 0..<taps.reduce(1, *) {
          let places = [tap / (taps[1] * taps[2]), tap / taps[2] % taps[1], tap % taps[2]]
          let reaches = zip(axes, places).map { $0.reach(of: $1) }
          var sum = 0.0
          for image in 0..<input.shape[0] {
            sum += products(
              numbers, map: image * input.shape[1] + channel, gradients,
              image * shape[0] + output, axes, reaches)
          }
          values.append(Float(sum))
        }
      }
    }
    return [Tensor(shape: shape, values: values)]
  }

  /// What one weight saw of a map, times what came of it.
  private func products(
    _ numbers: [Float], map: Int, _ gradients: [Float], _ outputMap: Int, _ axes: [TapAxis],
    _ reaches: [(outputs: Range<Int>, first: Int)]
  ) -> Double {
    let (z, y, x) = (axes[0].axis, axes[1].axis, axes[2].axis)
    var sum = 0.0
    for (k, plane) in reaches[0].outputs.enumerated() {
      for (i, row) in reaches[1].outputs.enumerated() {
        let seen =
          ((map * z.count + reaches[0].first + k * z.stride) * y.count + reaches[1].first
            + i * y.stride) * x.count + reaches[2].first
        let came = ((outputMap * z.outputs + plane) * y.outputs + row) * x.outputs
        for (j, column) in reaches[2].outputs.enumerated() {
          sum += Double(numbers[seen + j * x.stride]) * Double(gradients[came + column])
        }
      }
    }
    return sum
  }
}

extension TapAxis {
  /// The outputs for which a tap lies inside the input.
  ///
  /// - Parameter tap: The number of the tap.
  /// - Returns: A range of outputs, and what the first sees.
  fileprivate func reach(of tap: Int) -> (outputs: Range<Int>, first: Int) {
    let shift = tap * dilation - axis.before
    let first = shift < 0 ? min(axis.outputs, (axis.stride - 1 - shift) / axis.stride) : 0
    let end = shift < axis.count ? min(axis.outputs, (axis.count - 1 - shift) / axis.stride + 1) : 0
    return (first..<max(first, end), first * axis.stride + shift)
  }
}
