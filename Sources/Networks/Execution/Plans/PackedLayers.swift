import Synchronization

/// The weights of layers in the orders in which plans read them, each made when it is first needed.
final class PackedLayers: Sendable {
  private struct Packed {
    var panels: [Int: WeightPanels] = [:]
    var transformed: [Int: WeightPanels] = [:]
    var depthwise: [Int: DepthwiseWeights] = [:]
  }

  private let packed = Mutex(Packed())

  /// The weights for tiles.
  ///
  /// - Parameters:
  ///   - node: The number of the layer's node.
  ///   - layer: The layer.
  /// - Returns: The weights.
  func panels(_ node: Int, _ layer: ConvolutionLayer) -> WeightPanels {
    packed.withLock { packed in
      if let panels = packed.panels[node] { return panels }
      let panels = TileConvolution.panels(of: layer)
      packed.panels[node] = panels
      return panels
    }
  }

  /// The weights for Winograd's products.
  ///
  /// - Parameters:
  ///   - node: The number of the layer's node.
  ///   - layer: The layer, of 3x3 kernels.
  /// - Returns: The weights.
  func transformed(_ node: Int, _ layer: ConvolutionLayer) -> WeightPanels {
    packed.withLock { packed in
      if let panels = packed.transformed[node] { return panels }
      let panels = WinogradConvolution.panels(of: layer)
      packed.transformed[node] = panels
      return panels
    }
  }

  /// The weights for sums channel by channel.
  ///
  /// - Parameters:
  ///   - node: The number of the layer's node.
  ///   - layer: The layer, of a kernel per map.
  /// - Returns: The weights.
  func depthwise(_ node: Int, _ layer: ConvolutionLayer) -> DepthwiseWeights {
    packed.withLock { packed in
      if let weights = packed.depthwise[node] { return weights }
      let weights = DepthwiseWeights(layer)
      packed.depthwise[node] = weights
      return weights
    }
  }
}
