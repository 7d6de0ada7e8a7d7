import Networks
import Pixels

extension Model {
  /// Kolesnikov and others, "Big transfer (BiT): general visual representation learning" (2019): ResNet
  /// of version 2 with group normalisation and standardised weights, four times as wide; with the names
  /// of timm.
  static let bit = Model(
    "bit-resnet152x4", "BiT ResNet-152x4 (Kolesnikov and others 2019)", side: 480,
    input: bitInput
  ) { net in
    var maps = net.standardisedConvolve("stem.conv", net.input, 256, kernel: 7, stride: 2)
    maps = net.maxPool("stem.pool", net.pad("stem.pad", maps, margin: 1), 3, stride: 2)
    for (stage, count) in [3, 8, 36, 3].enumerated() {
      for index in 0..<count {
        maps = net.block(
          "stages.\(stage).blocks.\(index)", maps, 1024 << stage, isFirst: index == 0,
          stride: stage > 0 && index == 0 ? 2 : 1)
      }
    }
    maps = net.globalAverage("head.global_pool", net.activated("norm", maps))
    maps = net.convolve("head.fc", maps, 1000, kernel: 1)
    return net.softmax("softmax", net.flatten("head.flatten", maps))
  }

  /// The whole picture, whatever its proportions.
  private static var bitInput: InputStage {
    var input = InputStage.tensorFlow(480)
    input.resize = InputResize(.exact(ImageSize(width: 480, height: 480)))
    return input
  }
}

extension GraphBuilder {
  /// Normalised before each convolution; the shortcut is not, unless it is projected.
  fileprivate mutating func block(
    _ name: String, _ input: Graph.Value, _ channels: Int, isFirst: Bool, stride: Int
  ) -> Graph.Value {
    var maps = activated("\(name).norm1", input)
    let shortcut =
      isFirst
      ? standardisedConvolve("\(name).downsample.conv", maps, channels, kernel: 1, stride: stride)
      : input
    maps = standardisedConvolve("\(name).conv1", maps, channels / 4, kernel: 1)
    maps = activated("\(name).norm2", maps)
    maps = standardisedConvolve("\(name).conv2", maps, channels / 4, kernel: 3, stride: stride)
    maps = activated("\(name).norm3", maps)
    maps = standardisedConvolve("\(name).conv3", maps, channels, kernel: 1)
    return sum("\(name).add", maps, shortcut)
  }

  fileprivate mutating func activated(_ name: String, _ maps: Graph.Value) -> Graph.Value {
    relu("\(name).act", groupNormalise(name, maps, groups: 32))
  }

  fileprivate mutating func standardisedConvolve(
    _ name: String, _ maps: Graph.Value, _ channels: Int, kernel: Int, stride: Int = 1
  ) -> Graph.Value {
    convolve(
      name, maps, channels, kernel: kernel, stride: stride, padding: .all(kernel / 2),
      hasBias: false, standardisesWeights: true)
  }
}
