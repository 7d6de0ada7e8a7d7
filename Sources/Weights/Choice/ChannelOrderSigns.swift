import Pixels

/// What a file tells about the order of its filters' channels.
///
/// Caffe's networks were trained on pictures as OpenCV reads them, blue first; those of PyTorch,
/// timm, torchvision and TensorFlow on pictures that have red first.
struct ChannelOrderSigns {
  /// One thing that tells an order.
  struct Sign {
    let order: ChannelOrder

    /// What it is, as an answer to "why".
    let text: String

    /// Whether networks with this sign are known to differ.
    var isUnsure = false
  }

  /// What the file states.
  private(set) var stated: KnownChannelOrder?

  /// Names that only one framework gives; at most one sign an order.
  private(set) var names: [Sign] = []

  /// The container, or the one that the file was converted from.
  private(set) var container: [Sign] = []

  /// What is usual.
  private(set) var usual: [Sign] = []

  /// Looks at a whole file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - entries: The names of its tensors without those of an optimiser's copies.
  ///   - choice: The name of the filters that take the channels, and whether they have a bias.
  ///   - shape: Filters, channels, rows and columns.
  init(
    of file: any WeightsFile, names entries: [String],
    filters choice: (naming: TensorNaming, hasBias: Bool), shape: [Int]
  ) {
    let statement = WeightsStatement(file.metadata)
    if let order = statement.channelOrder {
      stated = KnownChannelOrder(order, "from the file's metadata")
    } else if let order = statement.guessedOrder {
      stated = KnownChannelOrder(
        order, "a guess of the conversion, from the file's metadata", isGuess: true)
    }
    for (order, sign) in [
      (ChannelOrder.rgb, NameSigns.pyTorch(entries)), (.rgb, NameSigns.tensorFlow(entries)),
      (.bgr, NameSigns.caffe(entries)),
    ] {
      guard let sign, !names.contains(where: { $0.order == order }) else { continue }
      names.append(Sign(order: order, text: sign.text, isUnsure: sign.isUnsure))
    }
    if let network = statement.network, network.lowercased().contains("cifar") {
      names.append(Sign(order: .rgb, text: "as the pictures of CIFAR-10 have red first"))
    }
    container = Self.containers(file.kind, statement)
    usual = Self.usual(
      choice.naming, hasBias: choice.hasBias, kind: statement.source ?? file.kind, shape: shape)
  }

  private static func containers(_ kind: WeightsKind, _ statement: WeightsStatement) -> [Sign] {
    switch statement.source ?? kind {
    case .caffe: return [Sign(order: .bgr, text: "as usual in Caffe's files")]
    case .pyTorch: return [Sign(order: .rgb, text: "as usual in PyTorch's files")]
    case .npy, .npz, .safetensors: break
    }
    guard let framework = statement.framework else { return [] }
    return [
      Sign(order: .rgb, text: "as the file's metadata says that \(framework.rawValue) wrote it")
    ]
  }

  /// What the first layer alone looks like.
  private static func usual(
    _ naming: TensorNaming, hasBias: Bool, kind: WeightsKind, shape: [Int]
  ) -> [Sign] {
    if shape == [96, 3, 11, 11] {
      return [Sign(order: .bgr, text: "96 filters of 11x11 are those of Caffe's AlexNet")]
    }
    if naming.bareLayer == "conv1", hasBias {
      // Caffe's layers lie in nothing.
      return naming.name.hasPrefix("conv1")
        ? [Sign(order: .bgr, text: "'\(naming.name)' with a bias is as in Caffe")]
        : [Sign(order: .rgb, text: "'\(naming.name)' lies in a module, as in PyTorch")]
    }
    // An array by itself tells nothing about a bias.
    if !hasBias, kind != .npy {
      return [Sign(order: .rgb, text: "'\(naming.name)' has no bias, which is rare in Caffe")]
    }
    return []
  }
}
