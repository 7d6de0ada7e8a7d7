import Networks

/// Howard and others, "MobileNets: efficient convolutional neural networks for mobile vision
/// applications" (2017), table 1, with the names of Keras.
extension Model {
  static let mobileNet = mobileNet(
    "mobilenet", "MobileNet v1 (Howard and others 2017)", isSeparable: true)

  /// The same as by timm, padded alike on all sides.
  static let timmMobileNet = mobileNet(
    "mobilenet-timm", "MobileNet v1 of timm's form (Howard and others 2017)", isSeparable: true,
    MobileNetForm(isPaddedAsNeeded: false, epsilon: 1e-5))

  /// The paper's measure of what separable convolutions save (table 4).
  static let fullMobileNet = mobileNet(
    "mobilenet-full", "MobileNet v1 of full convolutions (Howard and others 2017, table 4)",
    isSeparable: false)

  private static func mobileNet(
    _ name: String, _ title: String, isSeparable: Bool, _ form: MobileNetForm = .tensorFlow
  ) -> Model {
    Model(name, title, side: 224, input: .tensorFlow(224)) { net in
      var maps = net.convolve(
        "conv1", net.input, 32, kernel: 3, stride: 2, padding: form.padding, hasBias: false)
      maps = net.activated("conv1", maps, form)
      let layers =
        [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)]
        + Array(repeating: (512, 1), count: 5) + [(1024, 2), (1024, 1)]
      for (index, (channels, stride)) in layers.enumerated() {
        maps =
          isSeparable
          ? net.separable(index + 1, maps, channels, stride: stride, form)
          : net.full(index + 1, maps, channels, stride: stride, form)
      }
      maps = net.dropout("dropout", net.globalAverage("global_average_pooling2d", maps))
      maps = net.convolve("conv_preds", maps, 1000, kernel: 1)
      return net.softmax("predictions", net.flatten("reshape_2", maps))
    }
  }
}

/// How a network is padded, and what is added to variances.
private struct MobileNetForm {
  static let tensorFlow = MobileNetForm(isPaddedAsNeeded: true, epsilon: 1e-3)

  let isPaddedAsNeeded: Bool
  let epsilon: Float

  /// The padding of kernels of 3×3.
  var padding: Padding { isPaddedAsNeeded ? .same : .all(1) }
}

extension GraphBuilder {
  /// A kernel per map, then sums over all maps.
  fileprivate mutating func separable(
    _ number: Int, _ input: Graph.Value, _ channels: Int, stride: Int, _ form: MobileNetForm
  ) -> Graph.Value {
    let groups = self.channels(of: input)
    var maps = convolve(
      "conv_dw_\(number)", input, groups, kernel: 3, stride: stride, padding: form.padding,
      groups: groups, hasBias: false)
    maps = activated("conv_dw_\(number)", maps, form)
    maps = convolve("conv_pw_\(number)", maps, channels, kernel: 1, hasBias: false)
    return activated("conv_pw_\(number)", maps, form)
  }

  fileprivate mutating func full(
    _ number: Int, _ input: Graph.Value, _ channels: Int, stride: Int, _ form: MobileNetForm
  ) -> Graph.Value {
    let maps = convolve(
      "conv_\(number)", input, channels, kernel: 3, stride: stride, padding: form.padding,
      hasBias: false)
    return activated("conv_\(number)", maps, form)
  }

  fileprivate mutating func activated(
    _ name: String, _ maps: Graph.Value, _ form: MobileNetForm
  ) -> Graph.Value {
    relu6("\(name)_relu", batchNormalise("\(name)_bn", maps, epsilon: form.epsilon))
  }
}
