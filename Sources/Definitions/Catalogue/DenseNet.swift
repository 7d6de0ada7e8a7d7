import Networks

/// Huang, Liu, van der Maaten and Weinberger, "Densely connected convolutional networks" (2016),
/// table 1, with the names of torchvision. Every layer adds 32 maps to those before it.
extension Model {
  static let denseNets = [
    denseNet(121, [6, 12, 24, 16]), denseNet(169, [6, 12, 32, 32]),
    denseNet(201, [6, 12, 48, 32]), denseNet(264, [6, 12, 64, 48]),
    denseNet(121, [6, 12, 24, 16], .keras), denseNet(169, [6, 12, 32, 32], .keras),
    denseNet(201, [6, 12, 48, 32], .keras),
  ]

  private static func denseNet(
    _ depth: Int, _ counts: [Int], _ form: DenseNetForm = .torchvision
  ) -> Model {
    Model(
      "densenet\(depth)" + (form == .keras ? "-keras" : ""),
      "DenseNet-\(depth) of growth 32\(form == .keras ? " and of Keras's form" : "") "
        + "(Huang, Liu, van der Maaten and Weinberger 2016)",
      side: 224, input: .torchvision(224)
    ) { net in
      var maps = net.convolve(
        "features.conv0", net.input, 64, kernel: 7, stride: 2, padding: .all(3), hasBias: false)
      maps = net.relu("features.relu0", net.normalise("features.norm0", maps, form))
      maps = net.maxPool("features.pool0", maps, 3, stride: 2, padding: .all(1))
      for (block, count) in counts.enumerated() {
        for layer in 1...count {
          maps = net.denseLayer(
            "features.denseblock\(block + 1).denselayer\(layer)", maps, form)
        }
        if block < 3 { maps = net.transition("features.transition\(block + 1)", maps, form) }
      }
      maps = net.relu("features.relu5", net.normalise("features.norm5", maps, form))
      let numbers = net.flatten("flatten", net.globalAverage("avgpool", maps))
      return net.softmax("softmax", net.dense("classifier", numbers, 1000))
    }
  }
}

/// Whose networks they are: they differ in what is added to variances.
private enum DenseNetForm {
  case torchvision, keras
}

extension GraphBuilder {
  fileprivate mutating func normalise(
    _ name: String, _ maps: Graph.Value, _ form: DenseNetForm
  ) -> Graph.Value {
    batchNormalise(name, maps, epsilon: form == .keras ? 1.001e-5 : 1e-5)
  }

  /// All maps so far, and 32 more that are computed from them.
  fileprivate mutating func denseLayer(
    _ name: String, _ input: Graph.Value, _ form: DenseNetForm
  ) -> Graph.Value {
    var maps = relu("\(name).relu1", normalise("\(name).norm1", input, form))
    maps = convolve("\(name).conv1", maps, 128, kernel: 1, hasBias: false)
    maps = relu("\(name).relu2", normalise("\(name).norm2", maps, form))
    maps = convolve("\(name).conv2", maps, 32, kernel: 3, padding: .all(1), hasBias: false)
    return concat("\(name).concat", [input, maps])
  }

  /// Half the maps, of half the size.
  fileprivate mutating func transition(
    _ name: String, _ input: Graph.Value, _ form: DenseNetForm
  ) -> Graph.Value {
    let maps = relu("\(name).relu", normalise("\(name).norm", input, form))
    let half = convolve("\(name).conv", maps, channels(of: input) / 2, kernel: 1, hasBias: false)
    return averagePool("\(name).pool", half, 2, stride: 2)
  }
}
