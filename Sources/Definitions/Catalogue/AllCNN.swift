import Networks

/// Springenberg, Dosovitskiy, Brox and Riedmiller, "Striving for simplicity: the all convolutional net"
/// (2014): convolutions of step 2 in the place of pooling.
extension Model {
  /// The network for ImageNet (table 6).
  ///
  /// The first layer is padded, so that 6×6 is left as published.
  static let allCNN = Model(
    "all-cnn", "All-CNN for ImageNet (Springenberg and others 2014)", side: 224, input: .bvlc(224)
  ) { net in
    var maps = net.rectified(1, net.input, 96, kernel: 11, stride: 4, padding: 2)
    maps = net.rectified(2, maps, 96, kernel: 1)
    maps = net.rectified(3, maps, 96, kernel: 3, stride: 2)
    maps = net.rectified(4, maps, 256, kernel: 5, padding: 2)
    maps = net.rectified(5, maps, 256, kernel: 1)
    maps = net.rectified(6, maps, 256, kernel: 3, stride: 2)
    maps = net.rectified(7, maps, 384, kernel: 3, padding: 1)
    maps = net.rectified(8, maps, 384, kernel: 1)
    maps = net.dropout("drop9", net.rectified(9, maps, 384, kernel: 3, stride: 2))
    maps = net.rectified(10, maps, 1024, kernel: 3, padding: 1)
    maps = net.rectified(11, maps, 1024, kernel: 1)
    maps = net.rectified(12, maps, 1000, kernel: 1)
    return net.softmax("softmax", net.flatten("flatten", net.globalAverage("pool", maps)))
  }

  /// The network for CIFAR-10 (tables 1 and 2, model C).
  ///
  /// Pictures were whitened for it.
  static let allCNNC = Model(
    "all-cnn-c", "All-CNN-C for CIFAR-10 (Springenberg and others 2014)", side: 32, input: .none
  ) { net in
    var maps = net.dropout("drop0", net.input)
    maps = net.rectified(1, maps, 96, kernel: 3, padding: 1)
    maps = net.rectified(2, maps, 96, kernel: 3, padding: 1)
    maps = net.dropout("drop3", net.rectified(3, maps, 96, kernel: 3, stride: 2, padding: 1))
    maps = net.rectified(4, maps, 192, kernel: 3, padding: 1)
    maps = net.rectified(5, maps, 192, kernel: 3, padding: 1)
    maps = net.dropout("drop6", net.rectified(6, maps, 192, kernel: 3, stride: 2, padding: 1))
    maps = net.rectified(7, maps, 192, kernel: 3)
    maps = net.rectified(8, maps, 192, kernel: 1)
    maps = net.rectified(9, maps, 10, kernel: 1)
    return net.softmax("softmax", net.flatten("flatten", net.globalAverage("pool", maps)))
  }
}

extension GraphBuilder {
  fileprivate mutating func rectified(
    _ number: Int, _ maps: Graph.Value, _ channels: Int, kernel: Int, stride: Int = 1,
    padding: Int = 0
  ) -> Graph.Value {
    let sums = convolve(
      "conv\(number)", maps, channels, kernel: kernel, stride: stride, padding: .all(padding))
    return relu("relu\(number)", sums)
  }
}
