import Networks

extension Model {
  /// Iandola and others, "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters" (2016), in its
  /// authors' version 1.1, with the names of torchvision.
  static let squeezeNet = Model(
    "squeezenet1.1", "SqueezeNet 1.1 (Iandola and others 2016)", side: 224,
    input: .torchvision(224)
  ) { net in
    var maps = net.relu(
      "features.1", net.convolve("features.0", net.input, 64, kernel: 3, stride: 2))
    maps = net.maxPool("features.2", maps, 3, stride: 2, roundsUp: true)
    maps = net.fire(3, maps, 16, 64)
    maps = net.fire(4, maps, 16, 64)
    maps = net.maxPool("features.5", maps, 3, stride: 2, roundsUp: true)
    maps = net.fire(6, maps, 32, 128)
    maps = net.fire(7, maps, 32, 128)
    maps = net.maxPool("features.8", maps, 3, stride: 2, roundsUp: true)
    maps = net.fire(9, maps, 48, 192)
    maps = net.fire(10, maps, 48, 192)
    maps = net.fire(11, maps, 64, 256)
    maps = net.fire(12, maps, 64, 256)
    maps = net.convolve("classifier.1", net.dropout("classifier.0", maps), 1000, kernel: 1)
    maps = net.globalAverage("classifier.3", net.relu("classifier.2", maps))
    return net.softmax("softmax", net.flatten("flatten", maps))
  }
}

extension GraphBuilder {
  /// Few maps, of which many are made by kernels of 1×1 and as many by 3×3.
  fileprivate mutating func fire(
    _ number: Int, _ input: Graph.Value, _ squeezed: Int, _ expanded: Int
  ) -> Graph.Value {
    let name = "features.\(number)"
    let few = relu(
      "\(name).squeeze_activation", convolve("\(name).squeeze", input, squeezed, kernel: 1))
    let small = relu(
      "\(name).expand1x1_activation", convolve("\(name).expand1x1", few, expanded, kernel: 1))
    let large = relu(
      "\(name).expand3x3_activation",
      convolve("\(name).expand3x3", few, expanded, kernel: 3, padding: .all(1)))
    return concat(name, [small, large])
  }
}
