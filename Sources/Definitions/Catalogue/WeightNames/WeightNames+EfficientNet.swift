extension WeightNames {
  /// EfficientNet: torchvision's names, timm's, and Keras's, whose form is padded as needed; of Lite
  /// timm's alone.
  ///
  /// timm has networks of both forms under the same names of tensors: the one that is asked for is
  /// taken.
  static func efficientNet(_ model: String) -> [WeightNames]? {
    switch model {
    case "efficientnet-b0", "efficientnet-b0-keras":
      [
        WeightNames(origin: .torchvision, form: "efficientnet-b0"),
        WeightNames(origin: .timm, rules: timm(squeezed: timmSqueezed)),
        WeightNames(
          origin: .keras, form: "efficientnet-b0-keras", rules: keras, leftOut: ["normalization"]),
      ]
    case "efficientnet-l2":
      [
        WeightNames(origin: .torchvision),
        WeightNames(origin: .timm, rules: timm(squeezed: timmSqueezed)),
      ]
    case "efficientnet-lite0": [WeightNames(origin: .timm, rules: timm(squeezed: nil))]
    default: nil
    }
  }

  private static func timm(squeezed: (String, String)?) -> [NameRule] {
    [
      NameRule("features.0.0", "conv_stem"), NameRule("features.0.1", "bn1"),
      NameRule("features.8.0", "conv_head"), NameRule("features.8.1", "bn2"),
      NameRule("classifier.1", "classifier"),
    ]
      + parts(
        "blocks.{1-1}.{2}.", expanded: ("conv_pw", "bn1"), filtered: ("conv_dw", "bn2"),
        squeezed: squeezed, projected: ("conv_pwl", "bn3"),
        first: ("conv_dw", "bn1", "conv_pw", "bn2"))
  }

  private static let timmSqueezed = ("se.conv_reduce", "se.conv_expand")

  private static let keras =
    [
      NameRule("features.0.0", "stem_conv"), NameRule("features.0.1", "stem_bn"),
      NameRule("features.8.0", "top_conv"), NameRule("features.8.1", "top_bn"),
      NameRule("classifier.1", "predictions"),
    ]
    + parts(
      "block{1}{2a}_", expanded: ("expand_conv", "expand_bn"), filtered: ("dwconv", "bn"),
      squeezed: ("se_reduce", "se_expand"), projected: ("project_conv", "project_bn"),
      first: ("dwconv", "bn", "project_conv", "project_bn"))

  /// The layers of the blocks, those of the first stage, which are not expanded, apart.
  private static func parts(
    _ block: String, expanded: (String, String), filtered: (String, String),
    squeezed: (String, String)?, projected: (String, String),
    first: (filters: String, filtersNorm: String, projected: String, projectedNorm: String)
  ) -> [NameRule] {
    // The number of the first stage is a number of the pattern as well.
    let stage = block.replacing("{1-1}", with: "0").replacing("{1}", with: "1")
      .replacing("{2", with: "{1")
    // Without factors of maps the layers behind them have the numbers of these.
    let last = squeezed == nil ? 0 : 1
    let firstStage: [(String, String)] = [
      ("0.0", first.filters), ("0.1", first.filtersNorm), ("\(last + 1).0", first.projected),
      ("\(last + 1).1", first.projectedNorm),
    ]
    let others: [(String, String)] = [
      ("0.0", expanded.0), ("0.1", expanded.1), ("1.0", filtered.0), ("1.1", filtered.1),
      ("\(last + 2).0", projected.0), ("\(last + 2).1", projected.1),
    ]
    func factors(_ part: Int) -> [(String, String)] {
      squeezed.map { [("\(part).fc1", $0.0), ("\(part).fc2", $0.1)] } ?? []
    }
    return (firstStage + factors(1)).map {
      NameRule("features.1.#.block.\($0)", stage + $1)
    } + (others + factors(2)).map { NameRule("features.#.#.block.\($0)", block + $1) }
  }
}
