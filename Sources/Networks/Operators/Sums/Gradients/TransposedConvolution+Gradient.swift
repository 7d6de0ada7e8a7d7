import Pixels

extension TransposedConvolution: Differentiable {
  /// A convolution backwards goes back by the convolution itself, with the same weights; the gradient
  /// of the weights is that of this convolution, in which the gradient is what goes in; that of the bias
  /// is its sum.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    let (input, weights) = (try call.input(0), try call.input(1))
    let known = [input, weights].map { builder.fact(of: $0) }
    let axes = try layout(known).axes.suffix(builder.shape(of: input).count - 2)
    let forward = try ForwardConvolution(Array(axes), groups: groups)
    // Behind the last window nothing depends on the input.
    let upstream = try forward.cut(try call.upstream(), in: &builder)
    var gradients: [Graph.Value?] = call.inputs.map { _ in nil }
    if call.wanted.contains(0) {
      gradients[0] = try builder.add(forward.operation, [upstream, weights])
    }
    if call.wanted.contains(1) {
      let sums = forward.weightGradient(shape: builder.shape(of: weights))
      gradients[1] = try builder.add(sums, [upstream, input])
    }
    if call.wanted.contains(2) {
      let all = try call.upstream()
      let axes = builder.shape(of: all).indices.filter { $0 != 1 }
      gradients[2] = try builder.add(
        Reduction(.sum, keepsAxes: false), [all, builder.list(axes)])
    }
    return gradients
  }
}

/// The convolution whose way back another one is.
private struct ForwardConvolution {
  /// One to three axes, slowest first.
  private let axes: [SpreadAxis]

  private let planar: Convolution?
  private let volume: VolumeConvolution

  init(_ axes: [SpreadAxis], groups: Int) throws(LayerError) {
    self.axes = axes
    let padding = SpatialPadding.numbers(before: axes.map(\.before), after: axes.map(\.after))
    volume = try VolumeConvolution(
      strides: axes.map(\.stride), padding: padding, dilations: axes.map(\.dilation),
      groups: groups)
    guard axes.count < 3, let x = axes.last else {
      planar = nil
      return
    }
    let y = axes.count == 2 ? axes[0] : .single
    planar = try Convolution(
      stride: Step(x: x.stride, y: y.stride), padding: try padding.planar(axes.count),
      dilation: Step(x: x.dilation, y: y.dilation), groups: groups)
  }

  /// The convolution.
  var operation: any Operator { planar ?? volume }

  /// What computes the gradient of its weights.
  func weightGradient(shape: [Int]) -> any Operator {
    planar.map { ConvolutionWeightGradient(convolution: $0, shape: shape) }
      ?? VolumeWeightGradient(convolution: volume, shape: shape)
  }

  /// What comes out as far as windows reach.
  func cut(
    _ value: Graph.Value, in builder: inout GradientBuilder
  ) throws(LayerError) -> Graph.Value {
    let ends = axes.map { min($0.output, $0.reached) }
    if ends == axes.map(\.output) { return value }
    let places = ends.indices.map { $0 + 2 }
    return try builder.add(
      Slice(),
      [
        value, builder.list(ends.map { _ in 0 }), builder.list(ends), builder.list(places),
      ])
  }
}

extension SpreadAxis {
  /// Positions of the output that windows reach, what is cut off after among them.
  fileprivate var reached: Int { (count - 1) * stride + extent - before }

  /// Positions that windows reach behind the output.
  fileprivate var after: Int { max(0, reached - output) }
}
