import Networks

/// Szegedy, Vanhoucke, Ioffe, Shlens and Wojna, "Rethinking the Inception architecture for computer
/// vision" (2015), with the names of torchvision.
extension Model {
  static let inceptionV3 = Model(
    "inception-v3", "Inception V3 (Szegedy and others 2015)", side: 299, input: .tensorFlow(299)
  ) { net in net.inceptionV3().output }

  /// The same as by Keras, which leaves padding out of means.
  static let kerasInceptionV3 = Model(
    "inception-v3-keras", "Inception V3 of Keras's form (Szegedy and others 2015)", side: 299,
    input: .tensorFlow(299)
  ) { net in net.inceptionV3(countsPadding: false).output }

  /// The same with the head that only helps while it learns.
  static let inceptionV3WithAuxiliaryHead = Model(
    "inception-v3-aux", "Inception V3 with its auxiliary head (Szegedy and others 2015)", side: 299,
    input: .tensorFlow(299)
  ) { net in
    let (between, output) = net.inceptionV3()
    var maps = net.averagePool("AuxLogits.pool", between, 5, stride: 3)
    maps = net.unit("AuxLogits.conv0", maps, 128)
    maps = net.unit("AuxLogits.conv1", maps, 768, kernel: (5, 5), keepsSize: false)
    maps = net.flatten("AuxLogits.flatten", net.globalAverage("AuxLogits.avgpool", maps))
    net.sideOutputs = [net.dense("AuxLogits.fc", maps, 1000)]
    return output
  }
}

extension GraphBuilder {
  /// The network, and the maps that the auxiliary head sees.
  fileprivate mutating func inceptionV3(
    countsPadding: Bool = true
  ) -> (between: Graph.Value, output: Graph.Value) {
    var maps = unit("Conv2d_1a_3x3", input, 32, kernel: (3, 3), stride: 2, keepsSize: false)
    maps = unit("Conv2d_2a_3x3", maps, 32, kernel: (3, 3), keepsSize: false)
    maps = unit("Conv2d_2b_3x3", maps, 64, kernel: (3, 3))
    maps = maxPool("maxpool1", maps, 3, stride: 2)
    maps = unit("Conv2d_3b_1x1", maps, 80)
    maps = unit("Conv2d_4a_3x3", maps, 192, kernel: (3, 3), keepsSize: false)
    maps = maxPool("maxpool2", maps, 3, stride: 2)
    for (name, pooled) in [("5b", 32), ("5c", 64), ("5d", 64)] {
      maps = wideModule("Mixed_\(name)", maps, pooled, countsPadding)
    }
    maps = firstHalving("Mixed_6a", maps)
    for (name, between) in [("6b", 128), ("6c", 160), ("6d", 160), ("6e", 192)] {
      maps = splitModule("Mixed_\(name)", maps, between, countsPadding)
    }
    let between = maps
    maps = secondHalving("Mixed_7a", maps)
    for name in ["7b", "7c"] { maps = fannedModule("Mixed_\(name)", maps, countsPadding) }
    maps = dropout("dropout", globalAverage("avgpool", maps))
    return (between, softmax("softmax", dense("fc", flatten("flatten", maps), 1000)))
  }

  /// Ways of 1×1, 5×5, two of 3×3, and pooling.
  private mutating func wideModule(
    _ name: String, _ input: Graph.Value, _ pooled: Int, _ countsPadding: Bool
  ) -> Graph.Value {
    let first = unit("\(name).branch1x1", input, 64)
    var second = unit("\(name).branch5x5_1", input, 48)
    second = unit("\(name).branch5x5_2", second, 64, kernel: (5, 5))
    let third = doubled(name, input, 64, 96)
    return concat(name, [first, second, third, pooledWay(name, input, pooled, countsPadding)])
  }

  /// Ways of 3×3, two of 3×3, and pooling, which halve rows and columns.
  private mutating func firstHalving(_ name: String, _ input: Graph.Value) -> Graph.Value {
    let first = unit(
      "\(name).branch3x3", input, 384, kernel: (3, 3), stride: 2, keepsSize: false)
    var second = unit("\(name).branch3x3dbl_1", input, 64)
    second = unit("\(name).branch3x3dbl_2", second, 96, kernel: (3, 3))
    second = unit(
      "\(name).branch3x3dbl_3", second, 96, kernel: (3, 3), stride: 2, keepsSize: false)
    return concat(name, [first, second, maxPool("\(name).branch_pool", input, 3, stride: 2)])
  }

  /// Ways of 1×1, of 7×7 and of two of 7×7, each 7×7 a row and a column, and pooling.
  private mutating func splitModule(
    _ name: String, _ input: Graph.Value, _ between: Int, _ countsPadding: Bool
  ) -> Graph.Value {
    let first = unit("\(name).branch1x1", input, 192)
    var second = unit("\(name).branch7x7_1", input, between)
    second = unit("\(name).branch7x7_2", second, between, kernel: (1, 7))
    second = unit("\(name).branch7x7_3", second, 192, kernel: (7, 1))
    var third = unit("\(name).branch7x7dbl_1", input, between)
    third = unit("\(name).branch7x7dbl_2", third, between, kernel: (7, 1))
    third = unit("\(name).branch7x7dbl_3", third, between, kernel: (1, 7))
    third = unit("\(name).branch7x7dbl_4", third, between, kernel: (7, 1))
    third = unit("\(name).branch7x7dbl_5", third, 192, kernel: (1, 7))
    return concat(name, [first, second, third, pooledWay(name, input, 192, countsPadding)])
  }

  /// Ways of 3×3, of 7×7 before 3×3, and pooling, which halve rows and columns.
  private mutating func secondHalving(_ name: String, _ input: Graph.Value) -> Graph.Value {
    var first = unit("\(name).branch3x3_1", input, 192)
    first = unit("\(name).branch3x3_2", first, 320, kernel: (3, 3), stride: 2, keepsSize: false)
    var second = unit("\(name).branch7x7x3_1", input, 192)
    second = unit("\(name).branch7x7x3_2", second, 192, kernel: (1, 7))
    second = unit("\(name).branch7x7x3_3", second, 192, kernel: (7, 1))
    second = unit(
      "\(name).branch7x7x3_4", second, 192, kernel: (3, 3), stride: 2, keepsSize: false)
    return concat(name, [first, second, maxPool("\(name).branch_pool", input, 3, stride: 2)])
  }

  /// Ways of 1×1, of 3×3 and of two of 3×3 that end in a row beside a column, and pooling.
  private mutating func fannedModule(
    _ name: String, _ input: Graph.Value, _ countsPadding: Bool
  ) -> Graph.Value {
    let first = unit("\(name).branch1x1", input, 320)
    let second = fanned("\(name).branch3x3", unit("\(name).branch3x3_1", input, 384), step: 2)
    var third = unit("\(name).branch3x3dbl_1", input, 448)
    third = unit("\(name).branch3x3dbl_2", third, 384, kernel: (3, 3))
    third = fanned("\(name).branch3x3dbl", third, step: 3)
    return concat(name, [first, second, third, pooledWay(name, input, 192, countsPadding)])
  }

  private mutating func fanned(
    _ name: String, _ maps: Graph.Value, step: Int
  ) -> Graph.Value {
    let rows = unit("\(name)_\(step)a", maps, 384, kernel: (1, 3))
    let columns = unit("\(name)_\(step)b", maps, 384, kernel: (3, 1))
    return concat(name, [rows, columns])
  }

  private mutating func doubled(
    _ name: String, _ input: Graph.Value, _ reduced: Int, _ channels: Int
  ) -> Graph.Value {
    var maps = unit("\(name).branch3x3dbl_1", input, reduced)
    maps = unit("\(name).branch3x3dbl_2", maps, channels, kernel: (3, 3))
    return unit("\(name).branch3x3dbl_3", maps, channels, kernel: (3, 3))
  }

  private mutating func pooledWay(
    _ name: String, _ input: Graph.Value, _ channels: Int, _ countsPadding: Bool
  ) -> Graph.Value {
    let means = averagePool(
      "\(name).avgpool", input, 3, stride: 1, padding: .all(1), countsPadding: countsPadding)
    return unit("\(name).branch_pool", means, channels)
  }

  /// A convolution, its normalisation and a rectifier.
  fileprivate mutating func unit(
    _ name: String, _ input: Graph.Value, _ channels: Int,
    kernel: (rows: Int, columns: Int) = (1, 1), stride: Int = 1, keepsSize: Bool = true
  ) -> Graph.Value {
    let maps = convolve(
      "\(name).conv", input, channels, kernel: kernel, stride: stride,
      padding: keepsSize ? .sides(rows: kernel.rows / 2, columns: kernel.columns / 2) : .valid,
      hasBias: false)
    return relu("\(name).relu", batchNormalise("\(name).bn", maps, epsilon: 1e-3))
  }
}
