extension WeightNames {
  /// GoogLeNet: Caffe's, and torchvision's, which is another network.
  static func googLeNet(_ model: String) -> [WeightNames]? {
    switch model {
    case "googlenet": [WeightNames(origin: .caffe, leftOut: ["loss1", "loss2"])]
    case "googlenet-torchvision": [WeightNames(origin: .torchvision, leftOut: ["aux1", "aux2"])]
    default: nil
    }
  }

  /// Inception V2 and V3.
  ///
  /// Keras numbers the layers of V3 as they are made, does not multiply in its normalisations, and
  /// leaves padding out of means.
  static func inception(_ model: String) -> [WeightNames]? {
    switch model {
    case "inception-v2": return [WeightNames(origin: .caffe)]
    case "inception-v3-aux":
      return [WeightNames(origin: .torchvision, form: "inception-v3-aux")]
    case "inception-v3", "inception-v3-keras":
      return [
        WeightNames(origin: .torchvision, form: "inception-v3", leftOut: ["AuxLogits"]),
        WeightNames(
          origin: .keras, form: "inception-v3-keras", rules: [NameRule("fc", "predictions")],
          numbered: ["convolution": "conv2d", "batchnorm": "batch_normalization"]),
      ]
    default: return nil
    }
  }
}
