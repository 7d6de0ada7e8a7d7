import Networks
import Pixels

/// He, Zhang, Ren and Sun, "Deep residual learning for image recognition" (2015), section 4.2.
extension Model {
  static let cifarResNets = [20, 32, 44, 56, 110].map(cifarResNet)

  /// A network of so many layers, a sixth of them in blocks of each of three sizes of maps.
  private static func cifarResNet(_ depth: Int) -> Model {
    var input = InputStage.torchvision(32)
    input.resize = InputResize(.exact(ImageSize(width: 32, height: 32)))
    return Model(
      "resnet\(depth)-cifar", "ResNet-\(depth) for CIFAR-10 (He, Zhang, Ren and Sun 2015)",
      side: 32, input: input
    ) { net in
      var maps = net.relu("relu", net.normalised("conv1", "bn1", net.input, 16))
      for stage in 0..<3 {
        for index in 0..<(depth - 2) / 6 {
          maps = net.block(
            "layer\(stage + 1).\(index)", maps, 16 << stage,
            stride: stage > 0 && index == 0 ? 2 : 1)
        }
      }
      let numbers = net.flatten("flatten", net.globalAverage("avgpool", maps))
      return net.softmax("softmax", net.dense("linear", numbers, 10))
    }
  }
}

extension GraphBuilder {
  fileprivate mutating func block(
    _ name: String, _ input: Graph.Value, _ channels: Int, stride: Int
  ) -> Graph.Value {
    var maps = normalised("\(name).conv1", "\(name).bn1", input, channels, stride: stride)
    maps = relu("\(name).relu1", maps)
    maps = normalised("\(name).conv2", "\(name).bn2", maps, channels)
    var shortcut = input
    if stride > 1 {
      // Shortcuts of kind A learn nothing: every second pixel, and maps of zeros on both sides.
      let missing = channels - self.channels(of: input)
      shortcut = pad(
        "\(name).shortcut", thin("\(name).shortcut.slice", input, stride: stride),
        channels: missing / 2)
    }
    return relu("\(name).relu2", sum("\(name).add", maps, shortcut))
  }

  fileprivate mutating func normalised(
    _ name: String, _ normalisation: String, _ maps: Graph.Value, _ channels: Int, stride: Int = 1
  ) -> Graph.Value {
    let sums = convolve(
      name, maps, channels, kernel: 3, stride: stride, padding: .all(1), hasBias: false)
    return batchNormalise(normalisation, sums)
  }
}
