import Networks

/// Simonyan and Zisserman, "Very deep convolutional networks for large-scale image recognition" (2014),
/// table 1, with the names of torchvision. Its adaptive pooling changes nothing.
extension Model {
  static let vggs = [
    vgg("vgg11", column: "A", [1, 1, 2, 2, 2]),
    vgg("vgg11-lrn", column: "A-LRN", [1, 1, 2, 2, 2]),
    vgg("vgg13", column: "B", [2, 2, 2, 2, 2]),
    vgg("vgg16-c", column: "C", [2, 2, 3, 3, 3]),
    vgg("vgg16", column: "D", [2, 2, 3, 3, 3]),
    vgg("vgg19", column: "E", [2, 2, 4, 4, 4]),
  ]

  private static func vgg(_ name: String, column: String, _ counts: [Int]) -> Model {
    Model(
      name, "VGG, column \(column) (Simonyan and Zisserman 2014)", side: 224,
      input: .torchvision(224)
    ) { net in
      var maps = net.input
      var place = 0
      for (count, channels) in zip(counts, [64, 128, 256, 512, 512]) {
        for index in 0..<count {
          // The third of column C mixes maps without looking at neighbours.
          let isSmall = column == "C" && index == 2
          maps = net.convolve(
            "features.\(place)", maps, channels, kernel: isSmall ? 1 : 3,
            padding: .all(isSmall ? 0 : 1))
          maps = net.relu("features.\(place + 1)", maps)
          if column == "A-LRN", place == 0 {
            // The numbers of AlexNet's paper, of which the third is not divided by the first.
            maps = net.normaliseAcross("lrn", maps, alpha: 5e-4, k: 2)
          }
          place += 2
        }
        maps = net.maxPool("features.\(place)", maps, 2, stride: 2)
        place += 1
      }
      var numbers = net.flatten("flatten", maps)
      numbers = net.relu("classifier.1", net.dense("classifier.0", numbers, 4096))
      numbers = net.dense("classifier.3", net.dropout("classifier.2", numbers), 4096)
      numbers = net.dropout("classifier.5", net.relu("classifier.4", numbers))
      return net.softmax("softmax", net.dense("classifier.6", numbers, 1000))
    }
  }
}
