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
    for module in InceptionModule.third { maps = net.inception(module, maps) }
    maps = net.maxPool("maxpool3", maps, 3, stride: 2, roundsUp: true)
    for module in InceptionModule.fourth { maps = net.inception(module, maps) }
    maps = net.maxPool("maxpool4", maps, 2, stride: 2, roundsUp: true)
    for module in InceptionModule.fifth { maps = net.inception(module, maps) }
    maps = net.dropout("dropout", net.globalAverage("avgpool", maps))
    return net.softmax("softmax", net.dense("fc", net.flatten("flatten", maps), 1000))
  }
}

extension GraphBuilder {
  /// Four ways beside each other.
  fileprivate mutating func inception(
    _ module: InceptionModule, _ input: Graph.Value
  ) -> Graph.Value {
    let name = "inception\(module.name)"
    let first = unit("\(name).branch1", input, module.single, kernel: 1)
    var second = unit("\(name).branch2.0", input, module.small.reduced, kernel: 1)
    second = unit("\(name).branch2.1", second, module.small.maps, kernel: 3)
    var third = unit("\(name).branch3.0", input, module.large.reduced, kernel: 1)
    third = unit("\(name).branch3.1", third, module.large.maps, kernel: 3)
    var fourth = maxPool(
      "\(name).branch4.0", input, 3, stride: 1, padding: .all(1), roundsUp: true)
    fourth = unit("\(name).branch4.1", fourth, module.pooled, kernel: 1)
    return concat(name, [first, second, third, fourth])
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
