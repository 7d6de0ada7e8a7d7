import Networks

extension Model {
  /// Inception V1 without the heads that only help while it learns, with the names of Caffe's model.
  static let googLeNet = Model(
    "googlenet", "GoogLeNet, Inception V1 (Szegedy and others 2014)", side: 224, input: .bvlc(224)
  ) { net in
    var maps = net.convolve("conv1/7x7_s2", net.input, 64, kernel: 7, stride: 2, padding: .all(3))
    maps = net.relu("conv1/relu_7x7", maps)
    maps = net.maxPool("pool1/3x3_s2", maps, 3, stride: 2, roundsUp: true)
    maps = net.normaliseAcross("pool1/norm1", maps)
    maps = net.rectified("conv2", "3x3_reduce", maps, 64, kernel: 1)
    maps = net.rectified("conv2", "3x3", maps, 192, kernel: 3)
    maps = net.normaliseAcross("conv2/norm2", maps)
    maps = net.maxPool("pool2/3x3_s2", maps, 3, stride: 2, roundsUp: true)
    for module in InceptionModule.third { maps = net.inception(module, maps) }
    maps = net.maxPool("pool3/3x3_s2", maps, 3, stride: 2, roundsUp: true)
    for module in InceptionModule.fourth { maps = net.inception(module, maps) }
    maps = net.maxPool("pool4/3x3_s2", maps, 3, stride: 2, roundsUp: true)
    for module in InceptionModule.fifth { maps = net.inception(module, maps) }
    maps = net.dropout("pool5/drop_7x7_s1", net.globalAverage("pool5/7x7_s1", maps))
    return net.softmax("prob", net.dense("loss3/classifier", net.flatten("flatten", maps), 1000))
  }
}

extension GraphBuilder {
  /// Four ways beside each other.
  ///
  /// - Parameters:
  ///   - module: How many maps each has.
  ///   - input: What goes in.
  /// - Returns: The maps of all ways.
  fileprivate mutating func inception(
    _ module: InceptionModule, _ input: Graph.Value
  ) -> Graph.Value {
    let name = "inception_\(module.name)"
    let first = rectified(name, "1x1", input, module.single, kernel: 1)
    var second = rectified(name, "3x3_reduce", input, module.small.reduced, kernel: 1)
    second = rectified(name, "3x3", second, module.small.maps, kernel: 3)
    var third = rectified(name, "5x5_reduce", input, module.large.reduced, kernel: 1)
    third = rectified(name, "5x5", third, module.large.maps, kernel: 5)
    var fourth = maxPool("\(name)/pool", input, 3, stride: 1, padding: .all(1))
    fourth = rectified(name, "pool_proj", fourth, module.pooled, kernel: 1)
    return concat("\(name)/output", [first, second, third, fourth])
  }

  /// A convolution that keeps the size, and a rectifier.
  fileprivate mutating func rectified(
    _ module: String, _ name: String, _ maps: Graph.Value, _ channels: Int, kernel: Int
  ) -> Graph.Value {
    let sums = convolve(
      "\(module)/\(name)", maps, channels, kernel: kernel, padding: .all(kernel / 2))
    return relu("\(module)/relu_\(name)", sums)
  }
}
