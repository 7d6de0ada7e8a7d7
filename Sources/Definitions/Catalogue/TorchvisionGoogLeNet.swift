import Networks

extension Model {
  /// GoogLeNet as by torchvision: with batch normalisation, and 3×3 in the place of 5×5.
  static let torchvisionGoogLeNet = Model(
    "googlenet-torchvision", "torchvision's GoogLeNet, with batch normalisation", side: 224,
    input: .tensorFlow(224)
  ) { net in
    var maps = net.unit("conv1", net.input, 64, kernel: 7, stride: 2)
    maps = net.maxPool("maxpool1", maps, 3, stride: 2, roundsUp: true)
    maps = net.unit("conv2", maps, 64, kernel: 1)
    maps = net.unit("conv3", maps, 192, kernel: 3)
    maps = net.maxPool("maxpool2", maps, 3, stride: 2, roundsUp: true)
    maps = net.inception("3a", maps, 64, (96, 128), (16, 32), 32)
    maps = net.inception("3b", maps, 128, (128, 192), (32, 96), 64)
    maps = net.maxPool("maxpool3", maps, 3, stride: 2, roundsUp: true)
    maps = net.inception("4a", maps, 192, (96, 208), (16, 48), 64)
    maps = net.inception("4b", maps, 160, (112, 224), (24, 64), 64)
    maps = net.inception("4c", maps, 128, (128, 256), (24, 64), 64)
    maps = net.inception("4d", maps, 112, (144, 288), (32, 64), 64)
    maps = net.inception("4e", maps, 256, (160, 320), (32, 128), 128)
    maps = net.maxPool("maxpool4", maps, 2, stride: 2, roundsUp: true)
    maps = net.inception("5a", maps, 256, (160, 320), (32, 128), 128)
    maps = net.inception("5b", maps, 384, (192, 384), (48, 128), 128)
    maps = net.dropout("dropout", net.globalAverage("avgpool", maps))
    return net.softmax("softmax", net.dense("fc", net.flatten("flatten", maps), 1000))
  }
}

extension GraphBuilder {
  /// Four ways beside each other; each pair is what is reduced to, and what comes out.
  fileprivate mutating func inception(
    _ name: String, _ input: Graph.Value, _ single: Int, _ small: (Int, Int), _ large: (Int, Int),
    _ pooled: Int
  ) -> Graph.Value {
    let module = "inception\(name)"
    let first = unit("\(module).branch1", input, single, kernel: 1)
    var second = unit("\(module).branch2.0", input, small.0, kernel: 1)
    second = unit("\(module).branch2.1", second, small.1, kernel: 3)
    var third = unit("\(module).branch3.0", input, large.0, kernel: 1)
    third = unit("\(module).branch3.1", third, large.1, kernel: 3)
    var fourth = maxPool(
      "\(module).branch4.0", input, 3, stride: 1, padding: .all(1), roundsUp: true)
    fourth = unit("\(module).branch4.1", fourth, pooled, kernel: 1)
    return concat(module, [first, second, third, fourth])
  }

  /// A convolution that is padded by half its kernel, its normalisation and a rectifier.
  fileprivate mutating func unit(
    _ name: String, _ input: Graph.Value, _ channels: Int, kernel: Int, stride: Int = 1
  ) -> Graph.Value {
    let maps = convolve(
      "\(name).conv", input, channels, kernel: kernel, stride: stride, padding: .all(kernel / 2),
      hasBias: false)
    return relu("\(name).relu", batchNormalise("\(name).bn", maps, epsilon: 1e-3))
  }
}
