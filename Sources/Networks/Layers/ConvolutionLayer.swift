public import Filtering
public import Pixels

/// Multichannel convolution with learned weights: every output map sums over the maps of its group.
///
/// A cross-correlation, as in every network: `out(o, y, x) = bias(o) + Σ weight(o, c, i, j) *
/// in(c, y * stride + i * dilation - padding, …)`, zeros outside. Sums are `Float` fused
/// multiply-adds that start from the bias and take the weights in row-major C×H×W order, the same
/// bits on every processor.
public struct ConvolutionLayer: Layer {
  /// Maps that come out.
  public let outputChannels: Int

  /// Maps that go in.
  public var inputChannels: Int { groupChannels * groups }

  /// Maps that one output sees.
  public let groupChannels: Int

  /// Rows of a kernel.
  public let kernelHeight: Int

  /// Columns of a kernel.
  public let kernelWidth: Int

  /// Positions between outputs.
  public let stride: Step

  /// What is padded with zeros.
  public let padding: Padding

  /// Positions between neighbouring weights.
  public let dilation: Step

  /// Groups of maps that are convolved apart; as many as input maps for a depthwise layer.
  public let groups: Int

  /// The weights in OIHW order.
  public let weights: [Float]

  /// One number a map that comes out; nil where there is none.
  public let bias: [Float]?

  /// The weights in blocks of sixteen maps; nil where maps are computed one at a time.
  let packed: PackedWeights?

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - weights: Out × in/groups × rows × columns numbers, row-major.
  ///   - outputChannels: Maps that come out.
  ///   - groupChannels: Maps that one output sees: the maps that go in, divided by the groups.
  ///   - kernelHeight: Rows of a kernel.
  ///   - kernelWidth: Columns of a kernel.
  ///   - bias: One number a map that comes out; without them 0.
  ///   - stride: Positions between outputs.
  ///   - padding: What is padded with zeros.
  ///   - dilation: Positions between neighbouring weights.
  ///   - groups: Groups of maps that are convolved apart.
  /// - Throws: `LayerError` where a number is not possible or counts do not match.
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
    try check(dilation.y, "dilation", in: 1...largest)
    try check(dilation.x, "dilation", in: 1...largest)
    try check(groups, "number of groups", in: 1...largest)
    try padding.check(limits: (largest, largest))
    guard outputChannels % groups == 0 else { throw .groups(groups, channels: outputChannels) }
    let shape = Shape(
      batch: outputChannels, channels: groupChannels, height: kernelHeight, width: kernelWidth)
    try check(weights, "weights", count: shape.count ?? Int.max)
    try check(bias, "bias", count: outputChannels)
    self.weights = weights
    self.outputChannels = outputChannels
    self.groupChannels = groupChannels
    self.kernelHeight = kernelHeight
    self.kernelWidth = kernelWidth
    self.bias = bias
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    // Sixteen maps at a time waste most of a register on a group of few; a map at a time wastes
    // what a stride leaves out.
    if outputChannels / groups * stride.x < 8 {
      packed = nil
    } else {
      packed = PackedWeights(
        weights, bias: bias, outputs: outputChannels, groups: groups,
        tapCount: groupChannels * kernelHeight * kernelWidth)
    }
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
    guard input.channels == inputChannels else {
      throw .channels(expected: inputChannels, input: input)
    }
    return try WindowGeometry(
      input: input, height: kernelHeight, width: kernelWidth, stride: stride, dilation: dilation,
      padding: padding)
  }
}
