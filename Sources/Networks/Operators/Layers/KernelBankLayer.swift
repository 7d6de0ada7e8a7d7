public import Kernels
import Loops
public import Pixels
import RowLoopTable

/// Kernels from a kernel file, applied to maps.
///
/// Kernels of one matrix are applied to every map alone. The maps that come out are ordered by
/// kernel, then by input map: with the kernels `x` and `y` on `R G B` they are `xR xG xB yR yG yB`.
/// Kernels of several matrices sum over all maps, which must be as many, to one map each. A bank that
/// combines its kernels gives one map for every input map, or one where its kernels sum over them.
///
/// Scale, offset and the order of sums are those of the filters, so that the values are the same
/// bits as `Convolver.responses` for an image of the same `Float` values.
public struct KernelBankLayer: MapOperator {
  /// What lies around the maps.
  public enum Surround: Hashable, Sendable {
    /// Zeros, as in networks; anchors play no part.
    case zeros(Padding)

    /// A border, as in filters: every position of the anchor inside a map, a stride apart.
    case border(Border)
  }

  /// The kernels.
  public let bank: KernelBank

  /// What lies around the maps.
  public let surround: Surround

  /// Positions between outputs.
  public let stride: Step

  /// Positions between neighbouring weights.
  public let dilation: Step

  /// Creates a layer.
  ///
  /// - Parameters:
  ///   - bank: The kernels.
  ///   - surround: What lies around the maps.
  ///   - stride: Positions between outputs.
  ///   - dilation: Positions between neighbouring weights.
  /// - Throws: `LayerError.invalid`.
  public init(
    _ bank: KernelBank, surround: Surround = .zeros(.valid), stride: Step = .one,
    dilation: Step = .one
  ) throws(LayerError) {
    let largest = WindowGeometry.maximumExtent
    try check(dilation.y, "dilation", in: 1...largest)
    try check(dilation.x, "dilation", in: 1...largest)
    if case .zeros(let padding) = surround { try padding.check(limits: (largest, largest)) }
    self.bank = bank
    self.surround = surround
    self.stride = stride
    self.dilation = dilation
  }

  private var kernelChannels: Int { bank.kernels.first?.channels ?? 1 }

  /// The weights of all kernels; none of them was learned.
  private var weightCount: Int { bank.kernels.reduce(0) { $0 + $1.weights.count } }

  /// `bank`.
  public var kind: String { "bank" }

  /// The kernels and what lies around the maps.
  public var record: OperatorRecord {
    var record = OperatorRecord(note: bank.note)
    record.settings["kernels"] = .kernels(bank.kernels)
    record.settings["combination"] = bank.combination.map { .word($0.rawValue) }
    record.settings["stride"] = stride.setting
    record.settings["dilation"] = dilation.setting
    record.settings["positions"] = .word("same")
    switch surround {
    case .zeros(let padding):
      record.settings["border"] = .word("zeros")
      record.settings["padding"] = padding.setting
    case .border(let border): record.surround(with: border)
    }
    return record
  }

  /// A map for every kernel and input map, fewer where kernels are combined or sum over maps.
  public func outputShape(for input: Shape) throws(LayerError) -> Shape {
    try plan(for: input).shape
  }

  /// The smallest window that covers those of all kernels.
  public func window(on input: Shape) throws(LayerError) -> Window? {
    var result: Window?
    for geometry in try plan(for: input).geometries {
      let window = geometry.window
      result = result?.union(window) ?? window
    }
    return result
  }

  /// Every weight once for each place and map that it is applied to.
  public func multiplyAdds(for input: Shape) throws(LayerError) -> Int {
    let shape = try plan(for: input).shape
    let pixels = input.batch * shape.height * shape.width
    let maps = kernelChannels == 1 ? input.channels : 1
    return pixels.multiplied(by: maps).multiplied(by: weightCount)
  }

  /// Applies the kernels to every image.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    let (shape, geometries) = try plan(for: input.shape)
    let loops = Variant.best.loops
    let inputMaps = input.shape.channels
    let maps = kernelChannels == 1 ? inputMaps : 1
    return Activation(shape: shape) { output in
      input.values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress else { return }
        let plane = shape.height * shape.width
        let scratch = bank.combination == nil ? nil : Scratch<Float>(count: maps * plane)
        for image in 0..<shape.batch {
          let source = values + image * inputMaps * input.plane
          let target = output + image * shape.channels * plane
          for (index, geometry) in geometries.enumerated() {
            let room = scratch?.start ?? target + index * maps * plane
            respond(bank.kernels[index], source, geometry, maps: maps, to: room, loops)
            if let combination = bank.combination, let scratch {
              combination.add(
                scratch.start, isFirst: index == 0, to: target, count: maps * plane, loops)
            }
          }
          if bank.combination == .magnitude { loops.squareRoot(target, target, maps * plane) }
        }
      }
    }
  }

  /// Computes the maps of one kernel.
  private func respond(
    _ kernel: Kernel, _ values: UnsafePointer<Float>, _ geometry: WindowGeometry, maps: Int,
    to output: UnsafeMutablePointer<Float>, _ loops: RowLoops
  ) {
    let planes = PaddedPlanes(values, geometry: geometry, border: border)
    var (weights, offsets): ([Float], [Int]) = ([], [])
    let scaled = kernel.floatWeights
    for (index, weight) in scaled.enumerated() where weight != 0 {
      let (row, column) = (index / kernel.width).quotientAndRemainder(dividingBy: kernel.height)
      weights.append(weight)
      offsets.append(
        row * planes.plane + column * dilation.y * planes.pitch
          + index % kernel.width * dilation.x)
    }
    let sums = RowSums(weights: weights, offsets: offsets, start: kernel.floatOffset)
    for map in 0..<maps {
      sums.compute(
        planes.start + map * planes.plane, pitch: planes.pitch, geometry: geometry,
        output: output + map * geometry.outputPlane, loops: loops)
    }
  }

  private var border: Border {
    if case .border(let border) = surround { return border }
    return .constant(0)
  }

  /// Where every kernel lies, and what comes out.
  private func plan(
    for input: Shape
  ) throws(LayerError) -> (shape: Shape, geometries: [WindowGeometry]) {
    guard kernelChannels == 1 || kernelChannels == input.channels else {
      throw .channels(expected: kernelChannels, input: input)
    }
    var geometries: [WindowGeometry] = []
    let results = bank.combination == nil ? bank.kernels.count : 1
    let (channels, overflow) = results.multipliedReportingOverflow(
      by: kernelChannels == 1 ? input.channels : 1)
    guard !overflow else { throw .outputTooLarge(input) }
    var shape: Shape?
    for kernel in bank.kernels {
      let geometry = try geometry(of: kernel, for: input)
      let output = try geometry.outputShape(channels: channels)
      if let shape, shape != output { throw .unequalOutputs(shape, output) }
      shape = output
      geometries.append(geometry)
    }
    return (shape ?? input, geometries)
  }

  private func geometry(
    of kernel: Kernel, for input: Shape
  ) throws(LayerError) -> WindowGeometry {
    let largest = WindowGeometry.maximumExtent
    try check(kernel.height, "kernel height", in: 1...largest)
    try check(kernel.width, "kernel width", in: 1...largest)
    switch surround {
    case .zeros(let padding):
      return try WindowGeometry(
        input: input, height: kernel.height, width: kernel.width, stride: stride,
        dilation: dilation, padding: padding)
    case .border:
      return try WindowGeometry(
        input: input, height: kernel.height, width: kernel.width, stride: stride,
        dilation: dilation,
        rows: .numbers(
          before: kernel.anchor.y * dilation.y,
          after: (kernel.height - 1 - kernel.anchor.y) * dilation.y),
        columns: .numbers(
          before: kernel.anchor.x * dilation.x,
          after: (kernel.width - 1 - kernel.anchor.x) * dilation.x),
        ceil: false)
    }
  }
}

extension Combination {
  /// Takes the response of one more kernel in.
  fileprivate func add(
    _ values: UnsafeMutablePointer<Float>, isFirst: Bool, to output: UnsafeMutablePointer<Float>,
    count: Int, _ loops: RowLoops
  ) {
    switch self {
    case .magnitude:
      if isFirst { output.update(repeating: 0, count: count) }
      loops.addSquares(values, output, count)
    case .max, .sum:
      if isFirst {
        output.update(from: values, count: count)
      } else if self == .max {
        loops.maximum(values, output, count)
      } else {
        loops.add(values, output, count)
      }
    }
  }
}

extension KernelBank {
  /// One line for the reader.
  public var note: String {
    let sizes = kernels.map { "\($0.height) × \($0.width)" }
    let all = Set(sizes).count == 1 ? sizes[0] : sizes.joined(separator: ", ")
    let count = kernels.count == 1 ? "a kernel of \(all)" : "\(kernels.count) kernels of \(all)"
    return count + (combination.map { ", joined by \($0.rawValue)" } ?? "")
  }
}
