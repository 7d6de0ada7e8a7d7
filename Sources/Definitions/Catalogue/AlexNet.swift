import Filtering
import Networks

extension Model {
  /// BVLC AlexNet, its first block: normalised before it is pooled, as in the paper.
  static let alexNet = Model("alexnet", input: .bvlc(227)) { () throws(LayerError) in
    var net = GraphBuilder(channels: 3)
    let first = try net.firstBlock()
    let normalised = net.apply("norm1", first, operation: try normalisation())
    let pooled = net.apply("pool1", normalised, operation: try pool())
    return net.finished(pooled)
  }

  /// BVLC reference CaffeNet, its first two blocks: pooled before they are normalised.
  static let caffeNet = Model("caffenet", input: .bvlc(227)) { () throws(LayerError) in
    var net = GraphBuilder(channels: 3)
    let first = try net.firstBlock()
    var maps = net.apply("pool1", first, operation: try pool())
    maps = net.apply("norm1", maps, operation: try normalisation())
    maps = net.convolve(
      "conv2", maps, weights: [256, 48, 5, 5], try Convolution(padding: .all(2), groups: 2))
    maps = net.apply("relu2", maps, operation: ReLU())
    maps = net.apply("pool2", maps, operation: try pool())
    maps = net.apply("norm2", maps, operation: try normalisation())
    return net.finished(maps)
  }

  private static func pool() throws(LayerError) -> Pooling {
    try Pooling(.max, height: 3, width: 3, stride: Step(x: 2, y: 2), roundsUp: true)
  }

  private static func normalisation() throws(LayerError) -> LocalResponseNormalisation {
    try LocalResponseNormalisation(size: 5, alpha: 1e-4, beta: 0.75)
  }
}

extension GraphBuilder {
  /// The 96 filters on pictures that both networks begin with, and a rectifier.
  fileprivate mutating func firstBlock() throws(LayerError) -> Graph.Value {
    let maps = convolve(
      "conv1", input, weights: [96, 3, 11, 11], try Convolution(stride: Step(x: 4, y: 4)))
    return apply("relu1", maps, operation: ReLU())
  }
}
