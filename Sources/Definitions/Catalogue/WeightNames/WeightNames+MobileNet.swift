import Networks

extension WeightNames {
  /// MobileNet v1: Keras's names, and timm's, whose form is padded alike on all sides.
  static func mobileNet(_ model: String) -> [WeightNames]? {
    guard model == "mobilenet" || model == "mobilenet-timm" else { return nil }
    return [
      WeightNames(origin: .keras, form: "mobilenet"),
      WeightNames(
        origin: .timm, form: "mobilenet-timm",
        rules: [
          NameRule("conv1", "conv_stem"), NameRule("conv1_bn", "bn1"),
          NameRule("conv_preds", "classifier"),
        ]
          + places([1, 2, 2, 6, 2]).flatMap { number, block in
            [
              NameRule("conv_dw_\(number)", "\(block).conv_dw"),
              NameRule("conv_dw_\(number)_bn", "\(block).bn1"),
              NameRule("conv_pw_\(number)", "\(block).conv_pw"),
              NameRule("conv_pw_\(number)_bn", "\(block).bn2"),
            ]
          }),
    ]
  }

  /// MobileNet v2: torchvision's names, timm's, and Keras's, whose form is padded as needed.
  static func mobileNetV2(_ model: String) -> [WeightNames]? {
    guard model == "mobilenet-v2" || model == "mobilenet-v2-keras" else { return nil }
    return [
      WeightNames(origin: .torchvision, form: "mobilenet-v2"),
      WeightNames(
        origin: .timm, form: "mobilenet-v2",
        rules: [
          NameRule("features.0.0", "conv_stem"), NameRule("features.0.1", "bn1"),
          NameRule("features.18.0", "conv_head"), NameRule("features.18.1", "bn2"),
          NameRule("classifier.1", "classifier"),
          NameRule("features.1.conv.0.0", "blocks.0.0.conv_dw"),
          NameRule("features.1.conv.0.1", "blocks.0.0.bn1"),
          NameRule("features.1.conv.1", "blocks.0.0.conv_pw"),
          NameRule("features.1.conv.2", "blocks.0.0.bn2"),
        ]
          + places([1, 2, 3, 4, 3, 3, 1]).flatMap { number, block in
            let names = ["0.0": "conv_pw", "0.1": "bn1", "1.0": "conv_dw", "1.1": "bn2"]
              .merging(["2": "conv_pwl", "3": "bn3"]) { first, _ in first }
            return names.map { NameRule("features.\(number).conv.\($0)", "\(block).\($1)") }
          }),
      WeightNames(
        origin: .keras, form: "mobilenet-v2-keras",
        rules: [
          NameRule("features.0.0", "Conv1"), NameRule("features.0.1", "bn_Conv1"),
          NameRule("features.18.0", "Conv_1"), NameRule("features.18.1", "Conv_1_bn"),
          NameRule("classifier.1", "predictions"),
          NameRule("features.1.conv.0.0", "expanded_conv_depthwise"),
          NameRule("features.1.conv.0.1", "expanded_conv_depthwise_BN"),
          NameRule("features.1.conv.1", "expanded_conv_project"),
          NameRule("features.1.conv.2", "expanded_conv_project_BN"),
          NameRule("features.#.conv.0.0", "block_{1-1}_expand"),
          NameRule("features.#.conv.0.1", "block_{1-1}_expand_BN"),
          NameRule("features.#.conv.1.0", "block_{1-1}_depthwise"),
          NameRule("features.#.conv.1.1", "block_{1-1}_depthwise_BN"),
          NameRule("features.#.conv.2", "block_{1-1}_project"),
          NameRule("features.#.conv.3", "block_{1-1}_project_BN"),
        ]),
    ]
  }

  /// What timm calls blocks: the number of the stage, and the number within it; beside it the
  /// number from the first block on.
  private static func places(_ counts: [Int]) -> [(number: Int, block: String)] {
    let blocks = counts.enumerated().flatMap { stage, count in
      (0..<count).map { "blocks.\(stage).\($0)" }
    }
    return blocks.enumerated().map { ($0 + 1, $1) }
  }
}
