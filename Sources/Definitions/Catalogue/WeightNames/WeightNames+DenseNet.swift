extension WeightNames {
  /// DenseNet: torchvision's and timm's names, those of torchvision's first files, and Keras's.
  static func denseNet(_ model: String) -> [WeightNames]? {
    guard model.hasPrefix("densenet") else { return nil }
    let name = model.hasSuffix("-keras") ? String(model.dropLast("-keras".count)) : model
    return [
      WeightNames(origin: .torchvision, form: name),
      WeightNames(
        origin: .torchvision, form: name,
        rules: ["norm", "conv"].map { layer in
          NameRule(
            "features.denseblock#.denselayer#.\(layer)#",
            "features.denseblock{1}.denselayer{2}.\(layer).{3}")
        }),
      WeightNames(
        origin: .keras, form: name == "densenet264" ? nil : "\(name)-keras", rules: keras),
    ]
  }

  private static let keras = [
    NameRule("features.conv0", "conv1_conv"), NameRule("features.norm0", "conv1_bn"),
    NameRule("features.denseblock#.denselayer#.norm#", "conv{1+1}_block{2}_{3-1}_bn"),
    NameRule("features.denseblock#.denselayer#.conv#", "conv{1+1}_block{2}_{3}_conv"),
    NameRule("features.transition#.norm", "pool{1+1}_bn"),
    NameRule("features.transition#.conv", "pool{1+1}_conv"),
    NameRule("features.norm5", "bn"), NameRule("classifier", "predictions"),
  ]
}
