import Networks

extension Model {
  /// Sandler, Howard, Zhu, Zhmoginov and Chen, "MobileNetV2: inverted residuals and linear
  /// bottlenecks" (2018), table 2, with the names of torchvision.
  static let mobileNetV2 = mobileNetV2(
    "mobilenet-v2", "MobileNet v2 (Sandler and others 2018)", .torchvision(224), .torchvision)

  /// The same as by Keras, padded as needed.
  static let kerasMobileNetV2 = mobileNetV2(
    "mobilenet-v2-keras", "MobileNet v2 of Keras's form (Sandler and others 2018)",
    .tensorFlow(224), .keras)

  private static func mobileNetV2(
    _ name: String, _ title: String, _ input: InputStage, _ form: MobileNetV2Form
  ) -> Model {
    Model(name, title, side: 224, input: input) { net in net.mobileNetV2(form) }
  }
}

/// Whose network it is: how it is padded, and what is added to variances.
private enum MobileNetV2Form {
  case torchvision, keras

  func padding(_ kernel: Int) -> Padding { self == .keras ? .same : .all(kernel / 2) }

  var epsilon: Float { self == .keras ? 1e-3 : 1e-5 }
}

extension GraphBuilder {
  fileprivate mutating func mobileNetV2(_ form: MobileNetV2Form) -> Graph.Value {
    var maps = activated("features.0", input, 32, kernel: 3, stride: 2, form)
    // How often maps are multiplied, how many come out, how many blocks, and the step of the first.
    let stages = [
      (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
      (6, 320, 1, 1),
    ]
    var number = 1
    for (expansion, channels, count, stride) in stages {
      for index in 0..<count {
        maps = invertedResidual(
          "features.\(number)", maps, channels, expansion: expansion,
          stride: index == 0 ? stride : 1, form)
        number += 1
      }
    }
    maps = activated("features.\(number)", maps, 1280, kernel: 1, form)
    maps = flatten("flatten", globalAverage("avgpool", maps))
    return softmax("softmax", dense("classifier.1", dropout("classifier.0", maps), 1000))
  }

  /// More maps, a kernel for each, and fewer again; added to the input if the shape is the same.
  private mutating func invertedResidual(
    _ name: String, _ input: Graph.Value, _ channels: Int, expansion: Int, stride: Int,
    _ form: MobileNetV2Form
  ) -> Graph.Value {
    let inner = self.channels(of: input) * expansion
    var (maps, part) = (input, 0)
    if expansion > 1 {
      maps = activated("\(name).conv.\(part)", maps, inner, kernel: 1, form)
      part += 1
    }
    maps = activated(
      "\(name).conv.\(part)", maps, inner, kernel: 3, stride: stride, groups: inner, form)
    maps = convolve("\(name).conv.\(part + 1)", maps, channels, kernel: 1, hasBias: false)
    maps = batchNormalise("\(name).conv.\(part + 2)", maps, epsilon: form.epsilon)
    let isResidual = stride == 1 && channels == self.channels(of: input)
    return isResidual ? sum("\(name).add", input, maps) : maps
  }

  private mutating func activated(
    _ name: String, _ input: Graph.Value, _ channels: Int, kernel: Int, stride: Int = 1,
    groups: Int = 1, _ form: MobileNetV2Form
  ) -> Graph.Value {
    let maps = convolve(
      "\(name).0", input, channels, kernel: kernel, stride: stride, padding: form.padding(kernel),
      groups: groups, hasBias: false)
    return relu6("\(name).2", batchNormalise("\(name).1", maps, epsilon: form.epsilon))
  }
}
