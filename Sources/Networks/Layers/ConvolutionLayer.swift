public import Filtering
public import Pixels
import RowLoopTable

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
  private let packed: PackedWeights?

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

  /// Convolves every image, with the fastest loops that the processor can run.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    try forward(input, variant: .best)
  }

  /// Computes the output with one build of the row loops.
  ///
  /// - Parameters:
  ///   - input: Activations of a shape that fits.
  ///   - variant: A build that the processor can run.
  /// - Returns: The same bits for every variant.
  /// - Throws: `LayerError` where the input does not fit.
  package func forward(
    _ input: Activation, variant: Variant
  ) throws(LayerError) -> Activation {
    let geometry = try geometry(for: input.shape)
    let shape = try geometry.outputShape(channels: outputChannels)
    let loops = variant.loops
    return Activation(shape: shape) { output in
      input.values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress else { return }
        for image in 0..<shape.batch {
          let planes = PaddedPlanes(
            values + image * inputChannels * geometry.inputPlane, geometry: geometry,
            border: .constant(0))
          let target = output + image * outputChannels * geometry.outputPlane
          if let packed {
            sumWindows(planes, packed, geometry: geometry, output: target, loops: loops)
          } else {
            sumRows(planes, geometry: geometry, output: target, loops: loops)
          }
        }
      }
    }
  }

  /// A map at a time, for groups of few maps.
  private func sumRows(
    _ planes: PaddedPlanes, geometry: WindowGeometry, output: UnsafeMutablePointer<Float>,
    loops: RowLoops
  ) {
    let offsets = offsets(in: planes)
    for channel in 0..<outputChannels {
      let group = channel / (outputChannels / groups)
      let sums = RowSums(
        weights: Array(weights[channel * offsets.count..<(channel + 1) * offsets.count]),
        offsets: offsets, start: bias?[channel] ?? 0)
      sums.compute(
        planes.start + group * groupChannels * planes.plane, pitch: planes.pitch,
        geometry: geometry, output: output + channel * geometry.outputPlane, loops: loops)
    }
  }

  /// Sixteen maps at a time.
  private func sumWindows(
    _ planes: PaddedPlanes, _ packed: PackedWeights, geometry: WindowGeometry,
    output: UnsafeMutablePointer<Float>, loops: RowLoops
  ) {
    let offsets = offsets(in: planes)
    let windows = Scratch<UnsafePointer<Float>>(count: geometry.outputPlane)
    for group in 0..<groups {
      var window = windows.start
      for row in 0..<geometry.y.outputs {
        var place =
          planes.start + group * groupChannels * planes.plane + row * stride.y * planes.pitch
        for _ in 0..<geometry.x.outputs {
          window.initialize(to: place)
          window += 1
          place += stride.x
        }
      }
      packed.forEachBlock(of: group) { channels, weights, bias in
        loops.windowSum(
          windows.start, geometry.outputPlane, offsets, offsets.count, weights, bias,
          output + channels.lowerBound * geometry.outputPlane, geometry.outputPlane,
          channels.count)
      }
    }
  }

  /// Where the weights of a kernel lie in a window.
  private func offsets(in planes: PaddedPlanes) -> [Int] {
    var offsets: [Int] = []
    offsets.reserveCapacity(groupChannels * kernelHeight * kernelWidth)
    for channel in 0..<groupChannels {
      for row in 0..<kernelHeight {
        for column in 0..<kernelWidth {
          offsets.append(
            channel * planes.plane + row * dilation.y * planes.pitch + column * dilation.x)
        }
      }
    }
    return offsets
  }

  private func geometry(for input: Shape) throws(LayerError) -> WindowGeometry {
    guard input.channels == inputChannels else {
      throw .channels(expected: inputChannels, input: input)
    }
    return try WindowGeometry(
      input: input, height: kernelHeight, width: kernelWidth, stride: stride, dilation: dilation,
      padding: padding)
  }
}
