import Pixels

/// A way to compute a convolution on maps in blocks.
///
/// Of those that are possible, the one of the least cost is taken; where none is, the loops of the
/// definition compute the layer.
enum ConvolutionWay: String, Sendable, CaseIterable {
  /// Sums channel by channel, for layers with a kernel per map.
  case depthwise

  /// Winograd's products.
  case winograd

  /// Tiles of pixels and channels.
  case tiles = "blocked"

  /// The way to compute a layer.
  ///
  /// - Parameters:
  ///   - problem: The layer and what goes in.
  ///   - choice: Which plans are allowed.
  /// - Returns: The cheapest of them; nil if none is possible.
  static func best(for problem: ConvolutionProblem, _ choice: LayerPlan) -> ConvolutionWay? {
    if choice == .direct { return nil }
    var best: (way: ConvolutionWay, cost: Double)?
    for way in allCases {
      guard let cost = way.cost(of: problem) else { continue }
      if way == .winograd, choice == .blocked { continue }
      if way == .winograd, choice == .winograd { return way }
      if cost < best?.cost ?? .infinity { best = (way, cost) }
    }
    return best?.way
  }

  /// What a layer costs.
  ///
  /// The numbers are those of an AVX2 processor of 3 GHz, the same on every machine, so that the choice
  /// is.
  ///
  /// - Parameter problem: The layer and what goes in.
  /// - Returns: Nanoseconds of an image in one thread; nil if the way is not possible.
  func cost(of problem: ConvolutionProblem) -> Double? {
    let (layer, geometry) = (problem.layer, problem.geometry)
    let outputs = Double(layer.outputChannels.pieces(of: 16) * 16)
    let (pixels, inputs) = (Double(geometry.outputPlane), Double(layer.inputChannels))
    // Multiply-adds, bytes of weights from memory, and transformed blocks a nanosecond.
    let (rate, bytes, blocks) = (42.0, 14.0, 0.009)
    switch self {
    case .depthwise:
      guard problem.isInBlocks, layer.groups == layer.inputChannels, layer.groupChannels == 1,
        layer.outputChannels == layer.groups, geometry.blockedMargins != nil
      else { return nil }
      return pixels * outputs * Double(layer.kernelHeight * layer.kernelWidth) / 17
    case .winograd:
      guard problem.isInBlocks, layer.groups == 1, layer.kernelHeight == 3, layer.kernelWidth == 3,
        layer.stride == .one, layer.dilation == .one, layer.inputChannels >= 16,
        layer.outputChannels >= 16, geometry.blockedMargins != nil
      else { return nil }
      let step = WinogradConvolution.step
      let tiles = geometry.y.outputs.pieces(of: step) * geometry.x.outputs.pieces(of: step)
      let products = Double(36 * tiles.pieces(of: 3) * 3) * inputs * outputs / rate
      let transforms = Double(tiles) * (inputs + outputs) / 16 / blocks
      return products + transforms + 144 * inputs * outputs / bytes
    case .tiles:
      let groups = layer.groups
      guard groups == 1 || layer.outputChannels / groups % 16 == 0,
        layer.isComputedInBlocks, !problem.isInBlocks || geometry.blockedMargins != nil
      else { return nil }
      let weights = Double(layer.weights.count) / Double(layer.outputChannels) * outputs
      return pixels * weights / rate + 4 * weights / bytes
    }
  }
}

/// A convolution for which a way is sought.
struct ConvolutionProblem {
  /// The layer.
  let layer: ConvolutionLayer

  /// Where its windows lie.
  let geometry: WindowGeometry

  /// Whether the input is in blocks.
  let isInBlocks: Bool
}
