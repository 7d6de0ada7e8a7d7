import Networks

/// Tan and Le, "EfficientNet: rethinking model scaling for convolutional neural networks" (2019),
/// table 1, with the names of torchvision.
extension Model {
  static let efficientNetB0 = efficientNet(
    "efficientnet-b0", "EfficientNet-B0 (Tan and Le 2019)", side: 224,
    EfficientNetScale(width: 1, depth: 1, epsilon: 1e-5, isPaddedAsNeeded: false))

  /// The same as by Keras and TensorFlow, padded as needed.
  static let kerasEfficientNetB0 = efficientNet(
    "efficientnet-b0-keras", "EfficientNet-B0 of Keras's form (Tan and Le 2019)", side: 224,
    EfficientNetScale(width: 1, depth: 1, epsilon: 1e-3, isPaddedAsNeeded: true))

  /// The smallest of Google's EfficientNet-Lite (2020), of timm's form: no factors of maps, and values
  /// are cut off at 6.
  static let efficientNetLite0 = efficientNet(
    "efficientnet-lite0", "EfficientNet-Lite0 of timm's form (Tan and Le 2019)", side: 224,
    EfficientNetScale(width: 1, depth: 1, epsilon: 1e-5, isPaddedAsNeeded: false, isLite: true))

  /// The widest and deepest, of Noisy Student and Meta Pseudo Labels.
  ///
  /// Padded as by TensorFlow, where it
  /// was learned.
  static let efficientNetL2 = efficientNet(
    "efficientnet-l2", "EfficientNet-L2 (Xie, Luong, Hovy and Le 2019)", side: 800,
    EfficientNetScale(width: 4.3, depth: 5.3, epsilon: 1e-3, isPaddedAsNeeded: true))

  private static func efficientNet(
    _ name: String, _ title: String, side: Int, _ scale: EfficientNetScale
  ) -> Model {
    var input = InputStage.torchvision(side)
    input.resize?.filter = .bicubic
    return Model(name, title, side: side, input: input) { net in
      var maps = net.activated(
        "features.0", net.input, scale.channels(32), kernel: 3, stride: 2, scale)
      // How often maps are multiplied, the kernel, the step, how many maps come out, how many
      // blocks.
      let stages = [
        (1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3),
        (6, 5, 2, 192, 4), (6, 3, 1, 320, 1),
      ]
      for (stage, (expansion, kernel, stride, channels, count)) in stages.enumerated() {
        for index in 0..<scale.layers(count) {
          maps = net.block(
            "features.\(stage + 1).\(index)", maps, scale.channels(channels),
            expansion: expansion, kernel: kernel, stride: index == 0 ? stride : 1, scale)
        }
      }
      maps = net.activated("features.8", maps, scale.channels(1280), kernel: 1, scale)
      maps = net.flatten("flatten", net.globalAverage("avgpool", maps))
      maps = net.dense("classifier.1", net.dropout("classifier.0", maps), 1000)
      return net.softmax("softmax", maps)
    }
  }
}

/// How much wider and deeper a network is than B0, and how it was learned.
private struct EfficientNetScale {
  let width: Double
  let depth: Double
  let epsilon: Float
  let isPaddedAsNeeded: Bool
  var isLite = false

  /// The nearest multiple of 8 that is not more than a tenth below.
  func channels(_ count: Int) -> Int {
    let scaled = Double(count) * width
    let rounded = max(8, Int(scaled + 4) / 8 * 8)
    return Double(rounded) < 0.9 * scaled ? rounded + 8 : rounded
  }

  func layers(_ count: Int) -> Int { Int((Double(count) * depth).rounded(.up)) }

  func padding(_ kernel: Int) -> Padding { isPaddedAsNeeded ? .same : .all(kernel / 2) }
}

extension GraphBuilder {
  /// More maps, a kernel for each, a factor for each, and fewer again; added to the input if the
  /// shape is the same.
  fileprivate mutating func block(
    _ name: String, _ input: Graph.Value, _ channels: Int, expansion: Int, kernel: Int, stride: Int,
    _ scale: EfficientNetScale
  ) -> Graph.Value {
    let before = self.channels(of: input)
    let inner = before * expansion
    var (maps, part) = (input, 0)
    if expansion > 1 {
      maps = activated("\(name).block.0", maps, inner, kernel: 1, scale)
      part += 1
    }
    maps = activated(
      "\(name).block.\(part)", maps, inner, kernel: kernel, stride: stride, groups: inner, scale)
    part += 1
    if !scale.isLite {
      maps = squeezeAndExcite("\(name).block.\(part)", maps, before / 4)
      part += 1
    }
    maps = convolve("\(name).block.\(part).0", maps, channels, kernel: 1, hasBias: false)
    maps = batchNormalise("\(name).block.\(part).1", maps, epsilon: scale.epsilon)
    return stride == 1 && channels == before ? sum("\(name).add", maps, input) : maps
  }

  fileprivate mutating func activated(
    _ name: String, _ input: Graph.Value, _ channels: Int, kernel: Int, stride: Int = 1,
    groups: Int = 1, _ scale: EfficientNetScale
  ) -> Graph.Value {
    let maps = convolve(
      "\(name).0", input, channels, kernel: kernel, stride: stride,
      padding: scale.padding(kernel), groups: groups, hasBias: false)
    let normalised = batchNormalise("\(name).1", maps, epsilon: scale.epsilon)
    return scale.isLite ? relu6("\(name).2", normalised) : swish("\(name).2", normalised)
  }
}
