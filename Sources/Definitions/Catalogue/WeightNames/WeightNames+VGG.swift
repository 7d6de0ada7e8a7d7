import Networks

extension WeightNames {
  /// VGG: torchvision numbers all layers, Caffe and Keras the convolutions of each size of maps.
  static func vgg(_ model: String) -> [WeightNames]? {
    let counts: [Int]
    switch model {
    case "vgg11", "vgg11-lrn": counts = [1, 1, 2, 2, 2]
    case "vgg13": counts = [2, 2, 2, 2, 2]
    case "vgg16", "vgg16-c": counts = [2, 2, 3, 3, 3]
    case "vgg19": counts = [2, 2, 4, 4, 4]
    default: return nil
    }
    return [
      WeightNames(origin: .torchvision),
      WeightNames(
        origin: .timm,
        rules: [
          NameRule("classifier.0", "pre_logits.fc1"), NameRule("classifier.3", "pre_logits.fc2"),
          NameRule("classifier.6", "head.fc"),
        ]),
      WeightNames(
        origin: .caffe,
        rules: convolutions(counts) { "conv\($0)_\($1)" } + [
          NameRule("classifier.0", "fc6"), NameRule("classifier.3", "fc7"),
          NameRule("classifier.6", "fc8"),
        ], input: InputStage.bvlc),
      WeightNames(
        origin: .keras,
        rules: convolutions(counts) { "block\($0)_conv\($1)" } + [
          NameRule("classifier.0", "fc1"), NameRule("classifier.3", "fc2"),
          NameRule("classifier.6", "predictions"),
        ], input: InputStage.kerasAsCaffe),
    ]
  }

  /// The convolutions by the number of their size of maps, and their number within it.
  private static func convolutions(
    _ counts: [Int], _ name: (_ size: Int, _ number: Int) -> String
  ) -> [NameRule] {
    var (rules, place): ([NameRule], Int) = ([], 0)
    for (index, count) in counts.enumerated() {
      for number in 1...count {
        rules.append(NameRule("features.\(place)", name(index + 1, number)))
        place += 2
      }
      place += 1
    }
    return rules
  }
}
