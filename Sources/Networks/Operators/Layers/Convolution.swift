import Kernels
public import Pixels

/// Multichannel convolution: every output map sums over the maps of its group.
///
/// A cross-correlation, as in every network: `out(o, y, x) = bias(o) + Σ weight(o, c, i, j) *
/// in(c, y * stride + i * dilation - padding, …)`, zeros outside. The inputs are the maps, the weights
/// in OIHW order and, unless it is left out, one bias per output map. Costs O·I/groups·KH·KW
/// multiply-adds per output position.
public struct Convolution: Operator {
  /// Distance between neighbouring outputs, in input positions.
  public let stride: Step

  /// What is padded with zeros.
  public let padding: Padding

  /// Distance between neighbouring weights, in input positions.
  public let dilation: Step

  /// Groups of maps that are convolved apart; as many as input maps for a depthwise layer.
  public let groups: Int

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - stride: Distance between neighbouring outputs, in input positions.
  ///   - padding: What is padded with zeros.
  ///   - dilation: Distance between neighbouring weights, in input positions.
  ///   - groups: Groups of maps that are convolved apart.
  /// - Throws: `LayerError.invalid`.
  public init(
    stride: Step = .one, padding: Padding = .valid, dilation: Step = .one, groups: Int = 1
  ) throws(LayerError) {
    let largest = WindowGeometry.maximumExtent
    try Networks.check(dilation.y, "dilation", in: 1...largest)
    try Networks.check(dilation.x, "dilation", in: 1...largest)
    try Networks.check(groups, "number of groups", in: 1...largest)
    try padding.check(limits: (largest, largest))
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
  }

  /// `convolution`.
  public var kind: String { "convolution" }

  /// The weights and one bias per output map.
  public var parameterNames: [String] { ["weights", "bias"] }

  /// The numbers that the page computes with.
  public var record: OperatorRecord {
    var record = OperatorRecord()
    record.settings["stride"] = stride.setting
    record.settings["dilation"] = dilation.setting
    record.settings["groups"] = .integer(groups)
    record.settings["padding"] = padding.setting
    return record
  }

  /// How many kernels there are, of what size.
  public func note(parameters: [[Int]]) -> String {
    guard let weights = parameters.first, weights.count > 1 else { return "" }
    let extents = weights[1...].map(String.init).joined(separator: " × ")
    return "\(weights[0]) kernels of \(extents)" + (stride == .one ? "" : ", stride \(stride.y)")
      + (groups == 1 ? "" : ", \(groups) groups")
  }

  /// One map per output channel, each a value per window.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let weights = try weightsShape(inputs)
    let input = try inputs.required(0)
    try input.checkFloating()
    let kernels = try inputs.required(1)
    try kernels.checkFloating()
    guard kernels.shape.count == input.shape.count else {
      throw .unequalShapes(kernels.shape, input.shape)
    }
    let output = try geometry(for: try maps(input.shape), weights: weights)
      .outputShape(channels: weights.batch)
    return [Fact(shape: shape(of: output, rank: input.shape.count), type: input.type)]
  }

  /// The sums, by the loops of a layer that is made for this run.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    try layer(inputs).compute(inputs)
  }

  /// The layer with its weights in blocks.
  public func bound(to constants: [Tensor?]) throws(LayerError) -> (any BoundOperator)? {
    try layer(constants)
  }

  /// Every weight once per window and image, padding included.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int {
    let (output, weights) = (try outputs(for: inputs)[0].shape, try inputs.required(1).shape)
    let positions = output[0].multiplied(by: output[2...].reduce(1) { $0.multiplied(by: $1) })
    return weights.reduce(positions) { $0.multiplied(by: $1) }
  }

  /// The kernel with its dilation, stride and padding.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    try geometry(
      for: try maps(try inputs.required(0).shape), weights: try weightsShape(inputs)
    ).window
  }

  /// Where windows lie on maps.
  ///
  /// - Parameters:
  ///   - input: N×C×H×W.
  ///   - weights: The shape of the weights.
  /// - Returns: The geometry.
  /// - Throws: `LayerError` if the maps do not fit.
  func geometry(for input: Shape, weights: Shape) throws(LayerError) -> WindowGeometry {
    let channels = weights.channels.multiplied(by: groups)
    guard input.channels == channels else { throw .channels(expected: channels, input: input) }
    return try WindowGeometry(
      input: input, height: weights.height, width: weights.width, stride: stride,
      dilation: dilation, padding: padding)
  }

  /// Checks the shape of weights.
  ///
  /// - Parameter weights: Out, in per group, rows, columns.
  /// - Throws: `LayerError`: `invalid` or `groups`.
  func check(weights: Shape) throws(LayerError) {
    let largest = WindowGeometry.maximumExtent
    try Networks.check(weights.batch, "number of output channels", in: 1...largest)
    try Networks.check(weights.channels, "number of channels of a group", in: 1...largest)
    try Networks.check(weights.height, "kernel height", in: 1...largest)
    try Networks.check(weights.width, "kernel width", in: 1...largest)
    guard weights.batch % groups == 0 else { throw .groups(groups, channels: weights.batch) }
  }

  private func weightsShape(_ inputs: [Fact?]) throws(LayerError) -> Shape {
    let weights = try maps(try inputs.required(1).shape)
    try check(weights: weights)
    if inputs.count > 2, let bias = inputs[2], bias.shape != [weights.batch] {
      throw .parameterCount(
        parameter: "bias", expected: weights.batch,
        found: bias.shape.reduce(1) { $0.multiplied(by: $1) })
    }
    return weights
  }

  private func layer(_ inputs: [Tensor?]) throws(LayerError) -> ConvolutionLayer {
    let weights = try inputs.required(1)
    let shape = try maps(weights.shape)
    return try ConvolutionLayer(
      self, weights: weights.floats, shape: shape,
      bias: inputs.count > 2 ? inputs[2]?.floats : nil)
  }

  /// Maps of rows and columns, or of one row.
  func maps(_ shape: [Int]) throws(LayerError) -> Shape {
    guard (3...4).contains(shape.count) else { throw .rank(shape, allowed: 3...4) }
    return Shape(maps: shape)
  }
}

/// Extents of maps under the rank of what went in: three leave out the one row.
func shape(of maps: Shape, rank: Int) -> [Int] {
  rank == 3 ? [maps.batch, maps.channels, maps.width] : maps.extents
}
