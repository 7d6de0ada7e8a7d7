import Networks

extension WeightNames {
  /// Networks of one or two namings.
  static func small(_ model: String) -> [WeightNames]? {
    switch model {
    case "squeezenet1.1":
      [
        WeightNames(origin: .torchvision),
        WeightNames(origin: .caffe, rules: squeezeNet, input: { _ in .bvlc(227) }),
      ]
    case "listing-8.1":
      [
        WeightNames(
          origin: .keras, numbered: ["convolution": "conv2d", "gemm": "dense"])
      ]
    case "bit-resnet152x4": [WeightNames(origin: .timm)]
    default: nil
    }
  }

  /// Torchvision's places and Caffe's numbers of the modules that squeeze and expand.
  private static let squeezeNet =
    [NameRule("features.0", "conv1"), NameRule("classifier.1", "conv10")]
    + zip([3, 4, 6, 7, 9, 10, 11, 12], 2...).flatMap { place, number in
      [("squeeze", "squeeze1x1"), ("expand1x1", "expand1x1"), ("expand3x3", "expand3x3")].map {
        NameRule("features.\(place).\($0)", "fire\(number)/\($1)")
      }
    }
}
