import Networks

/// Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional neural networks"
/// (2012), and what followed it closely. The layers of the first three are named as by Caffe.
extension Model {
  /// AlexNet as by the BVLC: normalised before it is pooled, as in the paper.
  static let alexNet = Model(
    "alexnet", "AlexNet of two groups (Krizhevsky, Sutskever and Hinton 2012)", side: 227,
    input: .bvlc(227)
  ) { net in
    var maps = net.convolve("conv1", net.input, 96, kernel: 11, stride: 4)
    maps = net.relu("relu1", maps)
    maps = net.normaliseAcross("norm1", maps)
    maps = net.alexNetPool("pool1", maps)
    maps = net.convolve("conv2", maps, 256, kernel: 5, padding: .all(2), groups: 2)
    maps = net.relu("relu2", maps)
    maps = net.normaliseAcross("norm2", maps)
    maps = net.alexNetPool("pool2", maps)
    return net.alexNetEnd(maps, groups: 2)
  }

  /// The BVLC's reference CaffeNet: pooled before it is normalised.
  static let caffeNet = Model(
    "caffenet", "CaffeNet, AlexNet with pooling before normalisation (BVLC 2014)", side: 227,
    input: .bvlc(227)
  ) { net in
    var maps = net.convolve("conv1", net.input, 96, kernel: 11, stride: 4)
    maps = net.relu("relu1", maps)
    maps = net.alexNetPool("pool1", maps)
    maps = net.normaliseAcross("norm1", maps)
    maps = net.convolve("conv2", maps, 256, kernel: 5, padding: .all(2), groups: 2)
    maps = net.relu("relu2", maps)
    maps = net.alexNetPool("pool2", maps)
    maps = net.normaliseAcross("norm2", maps)
    return net.alexNetEnd(maps, groups: 2)
  }

  /// ZFNet: smaller filters and steps in the first two layers.
  static let zfNet = Model(
    "zfnet", "ZFNet (Zeiler and Fergus 2013)", side: 224, input: .bvlc(224)
  ) { net in
    var maps = net.convolve("conv1", net.input, 96, kernel: 7, stride: 2, padding: .all(1))
    maps = net.relu("relu1", maps)
    maps = net.alexNetPool("pool1", maps)
    maps = net.normaliseAcross("norm1", maps)
    maps = net.convolve("conv2", maps, 256, kernel: 5, stride: 2)
    maps = net.relu("relu2", maps)
    maps = net.alexNetPool("pool2", maps)
    maps = net.normaliseAcross("norm2", maps)
    return net.alexNetEnd(maps, groups: 1)
  }

  /// Torchvision's AlexNet, of one group and without normalisation.
  ///
  /// Krizhevsky, "One weird trick for parallelizing convolutional neural networks" (2014). Its adaptive
  /// pooling changes nothing.
  static let torchvisionAlexNet = Model(
    "alexnet-torchvision", "torchvision's AlexNet of one group (Krizhevsky 2014)", side: 224,
    input: .torchvision(224)
  ) { net in
    var maps = net.convolve("features.0", net.input, 64, kernel: 11, stride: 4, padding: .all(2))
    maps = net.relu("features.1", maps)
    maps = net.maxPool("features.2", maps, 3, stride: 2)
    maps = net.convolve("features.3", maps, 192, kernel: 5, padding: .all(2))
    maps = net.relu("features.4", maps)
    maps = net.maxPool("features.5", maps, 3, stride: 2)
    for (place, channels) in [(6, 384), (8, 256), (10, 256)] {
      maps = net.convolve("features.\(place)", maps, channels, kernel: 3, padding: .all(1))
      maps = net.relu("features.\(place + 1)", maps)
    }
    maps = net.maxPool("features.12", maps, 3, stride: 2)
    var numbers = net.dropout("classifier.0", net.flatten("flatten", maps))
    numbers = net.relu("classifier.2", net.dense("classifier.1", numbers, 4096))
    numbers = net.dropout("classifier.3", numbers)
    numbers = net.relu("classifier.5", net.dense("classifier.4", numbers, 4096))
    return net.softmax("softmax", net.dense("classifier.6", numbers, 1000))
  }
}

extension GraphBuilder {
  /// Overlapping windows, of which the last may hang over the end.
  fileprivate mutating func alexNetPool(_ name: String, _ maps: Graph.Value) -> Graph.Value {
    maxPool(name, maps, 3, stride: 2, roundsUp: true)
  }

  /// The third to the last layer: nothing is pooled or normalised between the third and the fifth.
  fileprivate mutating func alexNetEnd(_ input: Graph.Value, groups: Int) -> Graph.Value {
    var maps = input
    for (number, channels, groups) in [(3, 384, 1), (4, 384, groups), (5, 256, groups)] {
      maps = convolve(
        "conv\(number)", maps, channels, kernel: 3, padding: .all(1), groups: groups)
      maps = relu("relu\(number)", maps)
    }
    var numbers = flatten("flatten", alexNetPool("pool5", maps))
    for number in 6...7 {
      numbers = dense("fc\(number)", numbers, 4096)
      numbers = dropout("drop\(number)", relu("relu\(number)", numbers))
    }
    return softmax("prob", dense("fc8", numbers, 1000))
  }
}
