import Pixels

/// A convolution backwards: every input position spreads its value over a window of the output.
///
/// ONNX's `ConvTranspose` of one to three spatial dimensions. The inputs are N×C×…, weights of
/// C × out/groups × window and, unless it is left out, one bias per output map. For each tap of the
/// window, in row-major order, the products with all channels of a group are summed as `Float` fused
/// multiply-adds and then added to the output, which starts from the bias. Costs C·out/groups·taps
/// multiply-adds per input position.
public struct TransposedConvolution: Operator {
  /// Groups of maps that are convolved apart.
  public let groups: Int

  /// How the window lies.
  private let windows: SpatialWindows

  /// Positions that are appended to the output, one number per dimension.
  private let outputPadding: [Int]

  /// The spatial extents of the output, if they are asked for.
  private let outputShape: [Int]?

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - strides: Output positions between the windows of neighbouring inputs; none for 1.
  ///   - padding: What is cut off the output; with `same` what leaves `n * stride` positions.
  ///   - dilations: Positions between the taps of a window; none for 1.
  ///   - groups: Groups of maps that are convolved apart.
  ///   - outputPadding: Positions that are appended to the output; none for 0.
  ///   - outputShape: The spatial extents of the output, which decide what is cut off, the odd one
  ///     after with `same` and before otherwise.
  /// - Throws: `LayerError.invalid`.
  public init(
    strides: [Int] = [], padding: SpatialPadding = .valid, dilations: [Int] = [], groups: Int = 1,
    outputPadding: [Int] = [], outputShape: [Int]? = nil
  ) throws(LayerError) {
    let largest = WindowGeometry.maximumExtent
    try check(groups, "number of groups", in: 1...largest)
    for count in outputPadding { try check(count, "output padding", in: 0...largest) }
    for extent in outputShape ?? [] { try check(extent, "output shape", in: 1...Int(Int32.max)) }
    windows = try SpatialWindows(strides: strides, dilations: dilations, padding: padding)
    self.groups = groups
    self.outputPadding = outputPadding
    self.outputShape = outputShape
  }

  /// `convTranspose`.
  public var kind: String { "convTranspose" }

  /// The weights and one bias per output map.
  public var parameterNames: [String] { ["weights", "bias"] }

  /// Strides, dilations, groups and what is cut off.
  public var record: OperatorRecord {
    var record = OperatorRecord(settings: windows.settings)
    record.settings["groups"] = .integer(groups)
    if !outputPadding.isEmpty { record.settings["outputPadding"] = .integers(outputPadding) }
    record.settings["outputShape"] = outputShape.map { .integers($0) }
    return record
  }

  /// How many windows there are, of what size.
  public func note(parameters: [[Int]]) -> String {
    guard let weights = parameters.first, weights.count > 2 else { return "" }
    let extents = weights[2...].map(String.init).joined(separator: " × ")
    return "\(weights[1].multiplied(by: groups)) maps from windows of \(extents)"
      + (groups == 1 ? "" : ", \(groups) groups")
  }

  /// One map per output channel.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (input, channels, axes) = try layout(inputs)
    let rank = input.shape.count - 2
    let shape = [input.shape[0], channels] + axes.suffix(rank).map(\.output)
    try shape.checkedCount()
    return [Fact(shape: shape, type: input.type)]
  }

  /// The sums, tap by tap.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let (_, channels, axes) = try layout(inputs.facts)
    let input = try inputs.required(0)
    let spread = SpreadSums(
      input: input.floats, channels: input.shape[1], weights: try inputs.required(1).floats,
      bias: inputs.optional(2)?.floats, outputs: channels, groups: groups, axes: axes)
    let values = [Float](count: fact.shape.reduce(1, *)) { output in
      for image in 0..<input.shape[0] { spread.compute(image: image, to: output) }
    }
    return [Tensor(shape: fact.shape, values: values, type: input.type)]
  }

  /// Every weight once per input position.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int {
    let input = try layout(inputs).input
    let positions = input.shape[2...].reduce(input.shape[0]) { $0.multiplied(by: $1) }
    return try inputs.required(1).shape.reduce(positions) { $0.multiplied(by: $1) }
  }

  /// The window if nothing lies between the windows of neighbours; otherwise everything.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let (input, _, axes) = try layout(inputs)
    guard input.shape.count < 5, axes.allSatisfy({ $0.stride == 1 }) else { return .everything }
    return Window(
      height: axes[1].extent, width: axes[2].extent, strideY: 1, strideX: 1,
      paddingTop: max(0, axes[1].extent - 1 - axes[1].before),
      paddingLeft: max(0, axes[2].extent - 1 - axes[2].before))
  }

  /// The input, how many maps come out, and three axes.
  func layout(
    _ inputs: [Fact?]
  ) throws(LayerError) -> (input: Fact, channels: Int, axes: [SpreadAxis]) {
    let (input, weights) = (try inputs.required(0), try inputs.required(1))
    for fact in [input, weights] { try fact.checkFloating() }
    guard (3...5).contains(input.shape.count) else { throw .rank(input.shape, allowed: 3...5) }
    let rank = input.shape.count - 2
    guard weights.shape.count == rank + 2 else { throw .unequalShapes(weights.shape, input.shape) }
    guard weights.shape[0] == input.shape[1] else {
      throw .channelCount(expected: weights.shape[0], found: input.shape[1])
    }
    guard input.shape[1] % groups == 0 else { throw .groups(groups, channels: input.shape[1]) }
    let channels = weights.shape[1].multiplied(by: groups)
    if let bias = inputs.optional(2), bias.shape != [channels] {
      throw .unequalShapes(bias.shape, [channels])
    }
    for list in [windows.strides, windows.dilations, outputPadding, outputShape ?? []]
    where !list.isEmpty && list.count != rank {
      throw .dimensions(rank, found: list.count)
    }
    if case .numbers(let before, let after) = windows.padding {
      for list in [before, after] where !list.isEmpty && list.count != rank {
        throw .dimensions(rank, found: list.count)
      }
    }
    var axes = [SpreadAxis](repeating: .single, count: 3 - rank)
    for axis in 0..<rank {
      try check(
        weights.shape[2 + axis], "extent of a window", in: 1...WindowGeometry.maximumExtent)
      try check(input.shape[2 + axis], "extent of the input", in: 1...Int(Int32.max))
      axes.append(
        try SpreadAxis(
          count: input.shape[2 + axis], taps: weights.shape[2 + axis],
          stride: windows.strides.isEmpty ? 1 : windows.strides[axis],
          dilation: windows.dilations.isEmpty ? 1 : windows.dilations[axis],
          appended: outputPadding.isEmpty ? 0 : outputPadding[axis], padding: windows.padding,
          axis: axis, output: outputShape?[axis]))
    }
    return (input, channels, axes)
  }
}
