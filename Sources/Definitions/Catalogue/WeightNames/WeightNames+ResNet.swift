extension WeightNames {
  /// ResNet of three forms: that of torchvision and timm, Caffe's, which is the paper's, and
  /// Keras's.
  static func resNet(_ model: String) -> [WeightNames]? {
    let depths = [18, 34, 50, 101, 152]
    let forms = ["", "-torchvision", "-keras"]
    guard
      let depth = depths.first(where: { depth in
        forms.contains { "resnet\(depth)" + $0 == model }
      })
    else { return nil }
    // Caffe's authors went from letters to numbers where a stage has too many blocks.
    let counted = depth > 50 ? [2, 3] : []
    let names = [
      WeightNames(origin: .torchvision, form: "resnet\(depth)-torchvision"),
      WeightNames(
        origin: .caffe, form: "resnet\(depth)",
        rules: counted.flatMap { caffeBlock("layer\($0).0", "\($0 + 1)a", conv: 1) }
          + counted.flatMap { caffeBlock("layer\($0).#", "\($0 + 1)b{1}", conv: 2) }
          + caffeBlock("layer#.#", "{1+1}{2a}", conv: 3) + [
            NameRule("bn1", "bn_conv1", scale: "scale_conv1"), NameRule("fc", "fc1000"),
          ]),
    ]
    return depth < 50
      ? names : names + [WeightNames(origin: .keras, form: "resnet\(depth)-keras", rules: keras)]
  }

  /// ResNet for CIFAR, whose last layer is called `fc` by some.
  static func cifarResNet(_ model: String) -> [WeightNames]? {
    guard model.hasPrefix("resnet"), model.hasSuffix("-cifar") else { return nil }
    return [
      WeightNames(origin: .catalogue),
      WeightNames(origin: .torchvision, rules: [NameRule("linear", "fc")]),
    ]
  }

  /// The layers of some blocks.
  ///
  /// - Parameters:
  ///   - block: The pattern of the blocks.
  ///   - name: What stands for the block in Caffe's names.
  ///   - conv: The place of the layer's number among the numbers of a pattern.
  /// - Returns: The rules.
  private static func caffeBlock(_ block: String, _ name: String, conv: Int) -> [NameRule] {
    [
      NameRule("\(block).conv#", "res\(name)_branch2{\(conv)-1a}"),
      NameRule(
        "\(block).bn#", "bn\(name)_branch2{\(conv)-1a}", scale: "scale\(name)_branch2{\(conv)-1a}"),
      NameRule("\(block).downsample.0", "res\(name)_branch1"),
      NameRule("\(block).downsample.1", "bn\(name)_branch1", scale: "scale\(name)_branch1"),
    ]
  }

  private static let keras = [
    NameRule("conv1", "conv1_conv"), NameRule("bn1", "conv1_bn"),
    NameRule("layer#.#.conv#", "conv{1+1}_block{2+1}_{3}_conv"),
    NameRule("layer#.#.bn#", "conv{1+1}_block{2+1}_{3}_bn"),
    NameRule("layer#.#.downsample.0", "conv{1+1}_block{2+1}_0_conv"),
    NameRule("layer#.#.downsample.1", "conv{1+1}_block{2+1}_0_bn"),
    NameRule("fc", "predictions"),
  ]
}
