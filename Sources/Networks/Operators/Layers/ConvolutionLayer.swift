import Kernels
public import Pixels

/// A convolution with its weights, in the order in which its loops read them.
///
/// Sums are `Float` fused multiply-adds that start from the bias and take the weights in row-major
/// C×H×W order, the same bits on every processor.
public struct ConvolutionLayer: Layer {
  /// Stride, padding, dilation and groups.
  public let settings: Convolution

  /// Out × in/groups × rows × columns.
  let shape: Shape

  /// The weights in OIHW order.
  public let weights: [Float]

  /// One number per map that comes out; nil if the layer has none.
  public let bias: [Float]?

  /// The weights in blocks of sixteen maps; nil where maps are computed one at a time.
  let packed: PackedOnce?

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - weights: Out × in/groups × rows × columns numbers, row-major.
  ///   - outputChannels: Maps that come out.
  ///   - groupChannels: Maps that one output sees: the maps that go in, divided by the groups.
  ///   - kernelHeight: Rows of a kernel.
  ///   - kernelWidth: Columns of a kernel.
  ///   - bias: One number per map that comes out; without them 0.
  ///   - stride: Distance between neighbouring outputs, in input positions.
  ///   - padding: What is padded with zeros.
  ///   - dilation: Distance between neighbouring weights, in input positions.
  ///   - groups: Groups of maps that are convolved apart.
  /// - Throws: `LayerError` if a number is not possible or counts do not match.
  public init(
    weights: [Float], outputChannels: Int, groupChannels: Int, kernelHeight: Int,
    kernelWidth: Int, bias: [Float]? = nil, stride: Step = .one, padding: Padding = .valid,
    dilation: Step = .one, groups: Int = 1
  ) throws(LayerError) {
    let largest = WindowGeometry.maximumExtent
    try check(outputChannels, "number of output channels", in: 1...largest)
    try check(groupChannels, "number of channels of a group", in: 1...largest)
    try check(kernelHeight, "kernel height", in: 1...largest)
    try check(kernelWidth, "kernel width", in: 1...largest)
    try self.init(
      Convolution(stride: stride, padding: padding, dilation: dilation, groups: groups),
      weights: weights,
      shape: Shape(
        batch: outputChannels, channels: groupChannels, height: kernelHeight, width: kernelWidth),
      bias: bias)
  }

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - settings: Stride, padding, dilation and groups.
  ///   - weights: As many numbers as the shape holds, row-major.
  ///   - shape: Out × in/groups × rows × columns.
  ///   - bias: One number per map that comes out; without them 0.
  /// - Throws: `LayerError` if a number is not possible or counts do not match.
  init(
    _ settings: Convolution, weights: [Float], shape: Shape, bias: [Float]?
  ) throws(LayerError) {
    try settings.check(weights: shape)
    try check(weights, "weights", count: shape.count ?? Int.max)
    try check(bias, "bias", count: shape.batch)
    self.settings = settings
    self.shape = shape
    self.weights = weights
    self.bias = bias
    // Sixteen maps at a time waste most of a register on a group of few; a map at a time wastes
    // what a stride leaves out.
    packed =
      shape.batch / settings.groups * settings.stride.x < 8
      ? nil
      : PackedOnce {
        PackedWeights(
          weights, bias: bias, outputs: shape.batch, groups: settings.groups,
          tapCount: shape.channels * shape.height * shape.width)
      }
  }

  /// The convolution without what was learned.
  public var operation: any Operator { settings }

  /// The weights and the bias.
  public var parameters: [Parameter] {
    [
      Parameter("weights", Tensor(shape: shape.extents, values: weights)),
      Parameter("bias", bias.map { Tensor(shape: [$0.count], values: $0) }),
    ]
  }

  /// Weights and biases.
  public var parameterCount: Int { weights.count + (bias?.count ?? 0) }

  /// The output channels, each a value a window.
  public func outputShape(for input: Shape) throws(LayerError) -> Shape {
    try geometry(for: input).outputShape(channels: outputChannels)
  }

  /// The kernel with its dilation, stride and padding.
  public func window(on input: Shape) throws(LayerError) -> Window? {
    try geometry(for: input).window
  }

  /// Every weight once a window and image, padding included.
  public func multiplyAdds(for input: Shape) throws(LayerError) -> Int {
    let output = try outputShape(for: input)
    return (output.batch * output.height * output.width).multiplied(by: weights.count)
  }

  /// Where windows lie on maps of a shape.
  func geometry(for input: Shape) throws(LayerError) -> WindowGeometry {
    try settings.geometry(for: input, weights: shape)
  }
}

extension ConvolutionLayer {
  /// Maps that come out.
  public var outputChannels: Int { shape.batch }

  /// Maps that go in.
  public var inputChannels: Int { groupChannels * groups }

  /// Maps that one output sees.
  public var groupChannels: Int { shape.channels }

  /// Rows of a kernel.
  public var kernelHeight: Int { shape.height }

  /// Columns of a kernel.
  public var kernelWidth: Int { shape.width }

  /// Distance between neighbouring outputs, in input positions.
  public var stride: Step { settings.stride }

  /// What is padded with zeros.
  public var padding: Padding { settings.padding }

  /// Distance between neighbouring weights, in input positions.
  public var dilation: Step { settings.dilation }

  /// Groups of maps that are convolved apart.
  public var groups: Int { settings.groups }
}

extension ConvolutionLayer: BoundOperator {
  /// Convolves the first input.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    try Fact(constant: input).checkFloating()
    let output = try forward(input.maps)
    return [
      Tensor(
        shape: Networks.shape(of: output.shape, rank: input.shape.count), values: output.values,
        type: input.type)
    ]
  }
}
