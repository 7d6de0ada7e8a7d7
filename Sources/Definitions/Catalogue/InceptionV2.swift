import Networks

extension Model {
  /// Inception V2: V1 with batch normalisation, and with two of 3×3 for each 5×5.
  ///
  /// Ioffe and Szegedy, "Batch normalization" (2015), figure 5, with the names of Caffe's model.
  static let inceptionV2 = Model(
    "inception-v2", "Inception V2, GoogLeNet with batch normalisation (Ioffe and Szegedy 2015)",
    side: 224, input: .bvlc(224)
  ) { net in
    var maps = net.normalised("conv1_7x7_s2", net.input, 64, kernel: 7, stride: 2)
    maps = net.maxPool("pool1_3x3_s2", maps, 3, stride: 2, roundsUp: true)
    maps = net.normalised("conv2_3x3_reduce", maps, 64, kernel: 1)
    maps = net.normalised("conv2_3x3", maps, 192, kernel: 3)
    maps = net.maxPool("pool2_3x3_s2", maps, 3, stride: 2, roundsUp: true)
    maps = net.module("3a", maps, 64, (64, 64), (64, 96), 32)
    maps = net.module("3b", maps, 64, (64, 96), (64, 96), 64)
    maps = net.halvingModule("3c", maps, (128, 160), (64, 96))
    maps = net.module("4a", maps, 224, (64, 96), (96, 128), 128)
    maps = net.module("4b", maps, 192, (96, 128), (96, 128), 128)
    maps = net.module("4c", maps, 160, (128, 160), (128, 160), 96)
    maps = net.module("4d", maps, 96, (128, 192), (160, 192), 96)
    maps = net.halvingModule("4e", maps, (128, 192), (192, 256))
    maps = net.module("5a", maps, 352, (192, 320), (160, 224), 128)
    maps = net.module("5b", maps, 352, (192, 320), (192, 224), 128, poolsLargest: true)
    let numbers = net.flatten("flatten", net.globalAverage("global_pool", maps))
    return net.softmax("prob", net.dense("fc", numbers, 1000))
  }
}

extension GraphBuilder {
  /// Four ways beside each other; each pair is what is reduced to, and what comes out.
  fileprivate mutating func module(
    _ name: String, _ input: Graph.Value, _ single: Int, _ small: (Int, Int), _ double: (Int, Int),
    _ pooled: Int, poolsLargest: Bool = false
  ) -> Graph.Value {
    let module = "inception_\(name)"
    let first = normalised("\(module)_1x1", input, single, kernel: 1)
    let (second, third) = ways(module, input, small, double, stride: 1)
    var fourth =
      poolsLargest
      ? maxPool("\(module)_pool", input, 3, stride: 1, padding: .all(1))
      : averagePool("\(module)_pool", input, 3, stride: 1, padding: .all(1))
    fourth = normalised("\(module)_pool_proj", fourth, pooled, kernel: 1)
    return concat("\(module)_output", [first, second, third, fourth])
  }

  /// Three ways beside each other that halve rows and columns.
  fileprivate mutating func halvingModule(
    _ name: String, _ input: Graph.Value, _ small: (Int, Int), _ double: (Int, Int)
  ) -> Graph.Value {
    let module = "inception_\(name)"
    let (first, second) = ways(module, input, small, double, stride: 2)
    let third = maxPool("\(module)_pool", input, 3, stride: 2, roundsUp: true)
    return concat("\(module)_output", [first, second, third])
  }

  /// The way of one 3×3 and the way of two.
  private mutating func ways(
    _ module: String, _ input: Graph.Value, _ small: (Int, Int), _ double: (Int, Int), stride: Int
  ) -> (Graph.Value, Graph.Value) {
    var first = normalised("\(module)_3x3_reduce", input, small.0, kernel: 1)
    first = normalised("\(module)_3x3", first, small.1, kernel: 3, stride: stride)
    var second = normalised("\(module)_double_3x3_reduce", input, double.0, kernel: 1)
    second = normalised("\(module)_double_3x3_1", second, double.1, kernel: 3)
    second = normalised("\(module)_double_3x3_2", second, double.1, kernel: 3, stride: stride)
    return (first, second)
  }

  /// A convolution, which keeps the size unless it halves it, its normalisation and a rectifier.
  fileprivate mutating func normalised(
    _ name: String, _ input: Graph.Value, _ channels: Int, kernel: Int, stride: Int = 1
  ) -> Graph.Value {
    let maps = convolve(
      name, input, channels, kernel: kernel, stride: stride, padding: .all(kernel / 2),
      hasBias: false)
    return relu("\(name)_relu", batchNormalise("\(name)_bn", maps))
  }
}
