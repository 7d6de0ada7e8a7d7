extension WeightNames {
  /// AlexNet and what followed it: Caffe's names, of which torchvision numbers the layers.
  static func alexNet(_ model: String) -> [WeightNames]? {
    switch model {
    case "alexnet", "caffenet", "zfnet", "lenet":
      [WeightNames(origin: .caffe), WeightNames(origin: .torchvision, rules: torchvision)]
    case "alexnet-torchvision": [WeightNames(origin: .torchvision)]
    default: nil
    }
  }

  private static let torchvision = [
    NameRule("conv1", "features.0"), NameRule("conv2", "features.3"),
    NameRule("conv3", "features.6"), NameRule("conv4", "features.8"),
    NameRule("conv5", "features.10"), NameRule("fc6", "classifier.1"),
    NameRule("fc7", "classifier.4"), NameRule("fc8", "classifier.6"),
  ]
}
