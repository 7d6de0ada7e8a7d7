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
    maps = net.inception("3a", maps, 64, (96, 128), (16, 32), 32)
    maps = net.inception("3b", maps, 128, (128, 192), (32, 96), 64)
    maps = net.maxPool("pool3/3x3_s2", maps, 3, stride: 2, roundsUp: true)
    maps = net.inception("4a", maps, 192, (96, 208), (16, 48), 64)
    maps = net.inception("4b", maps, 160, (112, 224), (24, 64), 64)
    maps = net.inception("4c", maps, 128, (128, 256), (24, 64), 64)
    maps = net.inception("4d", maps, 112, (144, 288), (32, 64), 64)
    maps = net.inception("4e", maps, 256, (160, 320), (32, 128), 128)
    maps = net.maxPool("pool4/3x3_s2", maps, 3, stride: 2, roundsUp: true)
    maps = net.inception("5a", maps, 256, (160, 320), (32, 128), 128)
    maps = net.inception("5b", maps, 384, (192, 384), (48, 128), 128)
    maps = net.dropout("pool5/drop_7x7_s1", net.globalAverage("pool5/7x7_s1", maps))
    return net.softmax("prob", net.dense("loss3/classifier", net.flatten("flatten", maps), 1000))
  }
}

extension GraphBuilder {
  /// Four ways beside each other.
  ///
  /// - Parameters:
  ///   - name: The number of the module.
  ///   - input: What goes in.
  ///   - single: Maps of the way of 1×1.
  ///   - small: Maps that are reduced to before 3×3, and maps that come out.
  ///   - large: Maps that are reduced to before 5×5, and maps that come out.
  ///   - pooled: Maps of the way behind pooling.
  /// - Returns: The maps of all ways.
  fileprivate mutating func inception(
    _ name: String, _ input: Graph.Value, _ single: Int, _ small: (Int, Int), _ large: (Int, Int),
    _ pooled: Int
  ) -> Graph.Value {
    let module = "inception_\(name)"
    let first = rectified(module, "1x1", input, single, kernel: 1)
    var second = rectified(module, "3x3_reduce", input, small.0, kernel: 1)
    second = rectified(module, "3x3", second, small.1, kernel: 3)
    var third = rectified(module, "5x5_reduce", input, large.0, kernel: 1)
    third = rectified(module, "5x5", third, large.1, kernel: 5)
    var fourth = maxPool("\(module)/pool", input, 3, stride: 1, padding: .all(1))
    fourth = rectified(module, "pool_proj", fourth, pooled, kernel: 1)
    return concat("\(module)/output", [first, second, third, fourth])
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
