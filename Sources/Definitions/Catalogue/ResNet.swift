import Networks

/// He, Zhang, Ren and Sun, "Deep residual learning for image recognition" (2015), table 1, with the
/// names of torchvision.
///
/// In several forms, into which the same weights fit. As published: the first convolution of a
/// block of three takes the step, and windows of the pooling hang over the end. As by torchvision:
/// the second convolution takes it, and the pooling is padded. As by Keras: the first takes it, the
/// pooling is padded, and convolutions have a bias. Weights belong to the form that they were
/// learned in: those of Caffe to the first, those of torchvision and timm to the second;
/// `WeightNames` says which.
extension Model {
  static let resNets =
    [ResNetForm.published, .torchvision].flatMap { form in
      [resNet(18, [2, 2, 2, 2], form), resNet(34, [3, 4, 6, 3], form)] + deepResNets(form)
    } + deepResNets(.keras)

  private static func deepResNets(_ form: ResNetForm) -> [Model] {
    [
      resNet(50, [3, 4, 6, 3], form), resNet(101, [3, 4, 23, 3], form),
      resNet(152, [3, 8, 36, 3], form),
    ]
  }

  private static func resNet(_ depth: Int, _ counts: [Int], _ form: ResNetForm) -> Model {
    Model(
      "resnet\(depth)\(form.suffix)",
      "ResNet-\(depth) \(form.title) (He, Zhang, Ren and Sun 2015)", side: 224, input: form.input
    ) { net in
      var maps = net.normalised("conv1", "bn1", net.input, 64, kernel: 7, stride: 2, form)
      maps = net.relu("relu", maps)
      maps =
        form == .published
        ? net.maxPool("maxpool", maps, 3, stride: 2, roundsUp: true)
        : net.maxPool("maxpool", maps, 3, stride: 2, padding: .all(1))
      for (stage, count) in counts.enumerated() {
        for index in 0..<count {
          let (name, stride) = ("layer\(stage + 1).\(index)", stage > 0 && index == 0 ? 2 : 1)
          maps =
            depth < 50
            ? net.pair(name, maps, 64 << stage, stride: stride, form)
            : net.bottleneck(name, maps, 64 << stage, stride: stride, form)
        }
      }
      let numbers = net.flatten("flatten", net.globalAverage("avgpool", maps))
      return net.softmax("softmax", net.dense("fc", numbers, 1000))
    }
  }
}

/// Where a residual network takes its steps, and what its convolutions have.
private enum ResNetForm {
  case published, torchvision, keras

  /// What stands behind the name of the network.
  var suffix: String {
    switch self {
    case .published: ""
    case .torchvision: "-torchvision"
    case .keras: "-keras"
    }
  }

  var title: String {
    switch self {
    case .published: "as published"
    case .torchvision: "of torchvision's form"
    case .keras: "of Keras's form"
    }
  }

  var input: InputStage {
    switch self {
    case .published: .bvlc(224)
    case .torchvision: .torchvision(224)
    case .keras: .kerasAsCaffe(224)
    }
  }

  var epsilon: Float { self == .keras ? 1.001e-5 : 1e-5 }
}

extension GraphBuilder {
  /// Two of 3×3 beside a shortcut.
  fileprivate mutating func pair(
    _ name: String, _ input: Graph.Value, _ channels: Int, stride: Int, _ form: ResNetForm
  ) -> Graph.Value {
    var maps = normalised(
      "\(name).conv1", "\(name).bn1", input, channels, kernel: 3, stride: stride, form)
    maps = relu("\(name).relu1", maps)
    maps = normalised("\(name).conv2", "\(name).bn2", maps, channels, kernel: 3, form)
    return joined(name, maps, input, stride: stride, form)
  }

  /// One of 3×3 between two of 1×1 beside a shortcut; four times the maps come out.
  fileprivate mutating func bottleneck(
    _ name: String, _ input: Graph.Value, _ channels: Int, stride: Int, _ form: ResNetForm
  ) -> Graph.Value {
    let (first, second) = form == .torchvision ? (1, stride) : (stride, 1)
    var maps = normalised(
      "\(name).conv1", "\(name).bn1", input, channels, kernel: 1, stride: first, form)
    maps = relu("\(name).relu1", maps)
    maps = normalised(
      "\(name).conv2", "\(name).bn2", maps, channels, kernel: 3, stride: second, form)
    maps = relu("\(name).relu2", maps)
    maps = normalised("\(name).conv3", "\(name).bn3", maps, 4 * channels, kernel: 1, form)
    return joined(name, maps, input, stride: stride, form)
  }

  /// The sum with the input, which is projected where the shapes differ, and a rectifier.
  private mutating func joined(
    _ name: String, _ maps: Graph.Value, _ input: Graph.Value, stride: Int, _ form: ResNetForm
  ) -> Graph.Value {
    var shortcut = input
    if channels(of: input) != channels(of: maps) {
      shortcut = normalised(
        "\(name).downsample.0", "\(name).downsample.1", input, channels(of: maps), kernel: 1,
        stride: stride, form)
    }
    return relu("\(name).relu", sum("\(name).add", maps, shortcut))
  }

  /// A convolution that is padded by half its kernel, and its normalisation.
  fileprivate mutating func normalised(
    _ name: String, _ normalisation: String, _ maps: Graph.Value, _ channels: Int, kernel: Int,
    stride: Int = 1, _ form: ResNetForm
  ) -> Graph.Value {
    let sums = convolve(
      name, maps, channels, kernel: kernel, stride: stride, padding: .all(kernel / 2),
      hasBias: form == .keras)
    return batchNormalise(normalisation, sums, epsilon: form.epsilon)
  }
}
