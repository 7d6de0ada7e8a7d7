public import Pixels

/// What the metadata of a file says about where its tensors come from, and what conversions write.
///
/// `channel_order` is `RGB` or `BGR`, `layout` the axes (`OIHW`), `source` the container that the
/// tensors were converted from, `network` the name that Caffe's file gives the network, and
/// `channel_order_guess` an order that nothing stated when the file was converted. `format` is what
/// the library of a framework writes: `pt`, `tf`, `flax`, `mlx`.
public struct WeightsStatement: Sendable {
  /// The order of the filters' channels; nil if it is not stated.
  public let channelOrder: ChannelOrder?

  /// The axes of filters; nil if they are not stated.
  public let axes: FilterAxes?

  /// An order that was guessed when the file was written.
  let guessedOrder: ChannelOrder?

  /// The container that the tensors were converted from.
  let source: WeightsKind?

  /// The name of the network.
  let network: String?

  /// The framework that wrote the file.
  let framework: Framework?

  /// Reads what a file says; what has no meaning counts as not said.
  ///
  /// - Parameter metadata: The texts of the file by their keys.
  public init(_ metadata: WeightsMetadata) {
    func word(_ key: String) -> String? {
      metadata[key].map { $0.lowercased().filter { !$0.isWhitespace } }
    }
    channelOrder = (word(MetadataKey.order) ?? word("input_space")).flatMap(
      ChannelOrder.init(rawValue:))
    guessedOrder = word(MetadataKey.guess).flatMap(ChannelOrder.init(rawValue:))
    axes = word(MetadataKey.axes).flatMap(FilterAxes.init(rawValue:))
    source = word(MetadataKey.source).flatMap(WeightsKind.init(rawValue:))
    network = metadata[MetadataKey.network]
    framework = word("format").flatMap(Framework.init(format:))
  }

  /// What a conversion writes: all that the file said, and what is known of it.
  ///
  /// - Parameters:
  ///   - file: The file that is converted.
  ///   - order: The order of the channels of its first layer; nil if no layer takes three.
  ///   - axes: The axes of the filters that are written; nil if nothing is known about them.
  /// - Returns: The texts by their keys.
  public static func metadata(
    of file: any WeightsFile, order: KnownChannelOrder?, axes: FilterAxes?
  ) -> WeightsMetadata {
    var metadata = file.metadata
    if let order {
      // A guess is not made a fact by being written down.
      metadata[order.isGuess ? MetadataKey.guess : MetadataKey.order] = order.order.name
      metadata[order.isGuess ? MetadataKey.order : MetadataKey.guess] = nil
    }
    if let axes { metadata[MetadataKey.axes] = axes.rawValue.uppercased() }
    if metadata[MetadataKey.source] == nil { metadata[MetadataKey.source] = file.kind.rawValue }
    return metadata
  }

  /// A framework by the name that it is told by.
  enum Framework: String {
    case pyTorch = "PyTorch"
    case tensorFlow = "TensorFlow"
    case tensorFlowLite = "TensorFlow Lite"
    case flax = "Flax"
    case mlx = "MLX"

    /// The framework of a word of the metadata; nil for others.
    init?(format: String) {
      switch format {
      case "pt": self = .pyTorch
      case "tf", "keras": self = .tensorFlow
      case "tflite": self = .tensorFlowLite
      case "flax", "jax": self = .flax
      case "mlx": self = .mlx
      default: return nil
      }
    }

    /// How its filters lie.
    var axes: FilterAxes {
      switch self {
      case .pyTorch: .oihw
      case .tensorFlow, .flax: .hwio
      case .tensorFlowLite, .mlx: .ohwi
      }
    }
  }
}
