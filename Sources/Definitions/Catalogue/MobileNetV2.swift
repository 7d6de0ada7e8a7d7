import Networks

extension Model {
  /// Sandler, Howard, Zhu, Zhmoginov and Chen, "MobileNetV2: inverted residuals and linear bottlenecks"
  /// (2018), table 2, with the names of torchvision.
  static let mobileNetV2 = Model(
    "mobilenet-v2", "MobileNet v2 (Sandler and others 2018)", side: 224, input: .torchvision(224)
  ) { net in
    var maps = net.activated("features.0", net.input, 32, kernel: 3, stride: 2)
    // How often maps are multiplied, how many come out, how many blocks, and the step of the first.
    let stages = [
      (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
      (6, 320, 1, 1),
    ]
    var number = 1
    for (expansion, channels, count, stride) in stages {
      for index in 0..<count {
        maps = net.invertedResidual(
          "features.\(number)", maps, channels, expansion: expansion,
          stride: index == 0 ? stride : 1)
        number += 1
      }
    }
    maps = net.activated("features.\(number)", maps, 1280, kernel: 1)
    maps = net.flatten("flatten", net.globalAverage("avgpool", maps))
    return net.softmax(
      "softmax", net.dense("classifier.1", net.dropout("classifier.0", maps), 1000))
  }
}

extension GraphBuilder {
  /// More maps, a kernel for each, and fewer again; added to the input if the shape is the same.
  fileprivate mutating func invertedResidual(
    _ name: String, _ input: Graph.Value, _ channels: Int, expansion: Int, stride: Int
  ) -> Graph.Value {
    let inner = self.channels(of: input) * expansion
    var (maps, part) = (input, 0)
    if expansion > 1 {
      maps = activated("\(name).conv.\(part)", maps, inner, kernel: 1)
      part += 1
    }
    maps = activated(
      "\(name).conv.\(part)", maps, inner, kernel: 3, stride: stride, groups: inner)
    maps = convolve("\(name).conv.\(part + 1)", maps, channels, kernel: 1, hasBias: false)
    maps = batchNormalise("\(name).conv.\(part + 2)", maps)
    let isResidual = stride == 1 && channels == self.channels(of: input)
    return isResidual ? sum("\(name).add", input, maps) : maps
  }

  fileprivate mutating func activated(
    _ name: String, _ input: Graph.Value, _ channels: Int, kernel: Int, stride: Int = 1,
    groups: Int = 1
  ) -> Graph.Value {
    let maps = convolve(
      "\(name).0", input, channels, kernel: kernel, stride: stride, padding: .all(kernel / 2),
      groups: groups, hasBias: false)
    return relu6("\(name).2", batchNormalise("\(name).1", maps))
  }
}
