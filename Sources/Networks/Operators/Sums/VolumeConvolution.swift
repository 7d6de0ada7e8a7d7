import Kernels
import Loops
import Pixels
import RowLoopTable

/// Convolution over three spatial dimensions: N×C×D×H×W with weights of out × C/groups × window.
///
/// The same sums as `Convolution`: `Float` fused multiply-adds from the bias on, the weights in
/// row-major order, zeros outside. Costs O·C/groups·taps multiply-adds per output position and a
/// padded copy of each image.
public struct VolumeConvolution: Operator {
  /// Groups of maps that are convolved apart.
  public let groups: Int

  /// How windows slide.
  private let windows: SpatialWindows

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - strides: Positions between windows; none for 1.
  ///   - padding: What is padded with zeros.
  ///   - dilations: Positions between the taps of a window; none for 1.
  ///   - groups: Groups of maps that are convolved apart.
  /// - Throws: `LayerError.invalid`.
  public init(
    strides: [Int] = [], padding: SpatialPadding = .valid, dilations: [Int] = [], groups: Int = 1
  ) throws(LayerError) {
    try check(groups, "number of groups", in: 1...WindowGeometry.maximumExtent)
    windows = try SpatialWindows(strides: strides, dilations: dilations, padding: padding)
    self.groups = groups
  }

  /// `volumeConvolution`: pages compute a `convolution` of rows and columns alone.
  public var kind: String { "volumeConvolution" }

  /// The weights and one bias per output map.
  public var parameterNames: [String] { ["weights", "bias"] }

  /// Strides, dilations, groups and padding.
  public var record: OperatorRecord {
    var record = OperatorRecord(settings: windows.settings)
    record.settings["groups"] = .integer(groups)
    return record
  }

  /// How many kernels there are, of what size.
  public func note(parameters: [[Int]]) -> String {
    guard let weights = parameters.first, weights.count > 1 else { return "" }
    let extents = weights[1...].map(String.init).joined(separator: " × ")
    return "\(weights[0]) kernels of \(extents)" + (groups == 1 ? "" : ", \(groups) groups")
  }

  /// One map per output channel, each a value per window.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (input, weights, axes) = try layout(inputs)
    // The padded copy, too, must be held.
    try ([input.shape[1]] + axes.map(\.axis.needed)).checkedCount()
    let shape = [input.shape[0], weights.shape[0]] + axes.outputs(rank: 3)
    try shape.checkedCount()
    return [Fact(shape: shape, type: input.type)]
  }

  /// The sums, row by row.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let (input, weights, axes) = try layout(inputs.facts)
    let sums = VolumeSums(
      weights: try inputs.required(1).floats, bias: inputs.optional(2)?.floats,
      outputs: weights.shape[0], groupChannels: weights.shape[1], groups: groups, axes: axes)
    let numbers = try inputs.required(0).floats
    let image = input.shape[1...].reduce(1, *)
    let outputImage = fact.shape[1...].reduce(1, *)
    let values = [Float](count: fact.shape.reduce(1, *)) { output in
      numbers.withUnsafeBufferPointer { numbers in
        guard let start = numbers.baseAddress else { return }
        for index in 0..<input.shape[0] {
          sums.compute(start + index * image, to: output + index * outputImage)
        }
      }
    }
    return [Tensor(shape: fact.shape, values: values, type: input.type)]
  }

  /// Every weight once per window, padding included.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int {
    let output = try outputs(for: inputs)[0].shape
    let positions = output[2...].reduce(output[0]) { $0.multiplied(by: $1) }
    return try inputs.required(1).shape.reduce(positions) { $0.multiplied(by: $1) }
  }

  /// Everything: pages show no depth.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }

  func layout(
    _ inputs: [Fact?]
  ) throws(LayerError) -> (input: Fact, weights: Fact, axes: [TapAxis]) {
    let (input, weights) = (try inputs.required(0), try inputs.required(1))
    for fact in [input, weights] {
      try fact.checkFloating()
      guard fact.shape.count == 5 else { throw .rank(fact.shape, allowed: 5...5) }
    }
    let largest = WindowGeometry.maximumExtent
    try check(weights.shape[0], "number of output channels", in: 1...largest)
    try check(weights.shape[1], "number of channels of a group", in: 1...largest)
    guard weights.shape[0] % groups == 0 else { throw .groups(groups, channels: weights.shape[0]) }
    let channels = weights.shape[1].multiplied(by: groups)
    guard input.shape[1] == channels else {
      throw .channelCount(expected: channels, found: input.shape[1])
    }
    if let bias = inputs.optional(2), bias.shape != [weights.shape[0]] {
      throw .unequalShapes(bias.shape, [weights.shape[0]])
    }
    let axes = try windows.axes(on: Array(input.shape[2...]), taps: Array(weights.shape[2...]))
    return (input, weights, axes)
  }
}

/// The sums of a convolution of volumes.
private struct VolumeSums {
  let weights: [Float]
  let bias: [Float]?
  let outputs: Int
  let groupChannels: Int
  let groups: Int
  let axes: [TapAxis]

  /// Computes the maps of one image.
  func compute(_ image: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>) {
    let (z, y, x) = (axes[0], axes[1], axes[2])
    let pitch = x.axis.needed
    let plane = pitch * y.axis.needed
    let volume = plane * z.axis.needed
    let padded = padded(image, volume: volume)
    let offsets = offsets(pitch: pitch, plane: plane, volume: volume)
    let taps = Scratch<UnsafePointer<Float>>(count: offsets.count)
    // The loop computes neighbouring places; strides keep some of them.
    let dense = (x.axis.outputs - 1) * x.axis.stride + 1
    let sums = Scratch<Float>(count: dense)
    let loops = Variant.best.loops
    var row = output
    for channel in 0..<outputs {
      let group = channel / (outputs / groups)
      let own = Array(weights[channel * offsets.count..<(channel + 1) * offsets.count])
      for depth in 0..<z.axis.outputs {
        for height in 0..<y.axis.outputs {
          let first =
            padded.start + group * groupChannels * volume + depth * z.axis.stride * plane
            + height * y.axis.stride * pitch
          for (index, offset) in offsets.enumerated() {
            (taps.start + index).initialize(to: UnsafePointer(first + offset))
          }
          loops.sumFloat(taps.start, own, own.count, bias?[channel] ?? 0, sums.start, dense)
          for column in 0..<x.axis.outputs { row[column] = sums.start[column * x.axis.stride] }
          row += x.axis.outputs
        }
      }
    }
  }

  /// A copy with zeros around, as far as windows reach.
  private func padded(_ image: UnsafePointer<Float>, volume: Int) -> Scratch<Float> {
    let (z, y, x) = (axes[0].axis, axes[1].axis, axes[2].axis)
    let copy = Scratch<Float>(repeating: 0, count: groupChannels * groups * volume)
    let inside = (planes: z.reached, rows: y.reached, columns: x.reached)
    for channel in 0..<groupChannels * groups {
      for plane in inside.planes {
        for row in inside.rows {
          let source = image + ((channel * z.count + plane) * y.count + row) * x.count
          let target =
            copy.start + channel * volume
            + ((plane + z.before) * y.needed + row + y.before) * x.needed
          (target + x.before).update(from: source, count: inside.columns.count)
        }
      }
    }
    return copy
  }

  /// Where the weights of a kernel lie in a window.
  private func offsets(pitch: Int, plane: Int, volume: Int) -> [Int] {
    var offsets: [Int] = []
    for channel in 0..<groupChannels {
      for k in 0..<axes[0].taps {
        for i in 0..<axes[1].taps {
          for j in 0..<axes[2].taps {
            offsets.append(
              channel * volume + k * axes[0].dilation * plane + i * axes[1].dilation * pitch
                + j * axes[2].dilation)
          }
        }
      }
    }
    return offsets
  }
}

extension WindowAxis {
  /// The positions of the input that lie among those that windows need.
  fileprivate var reached: Range<Int> { 0..<max(0, min(count, needed - before)) }
}
