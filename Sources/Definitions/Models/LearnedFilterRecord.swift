import Networks
public import Pixels
public import Weights

/// What records tell about the filters that were taken from a file.
public struct LearnedFilterRecord: Encodable, Sendable {
  /// The name of the weights in the file.
  public let tensor: String

  /// Filters, channels, rows and columns.
  public let shape: [Int]

  /// How the axes lie in the file: `oihw`, `hwio` or `ohwi`.
  public let axes: String

  /// The order of three channels, `rgb` or `bgr`; nil if the filters see another number of them.
  public let channelOrder: String?

  /// How the order is known.
  public let channelOrderReason: String?

  /// Whether the order is a guess.
  public let isChannelOrderGuessed: Bool?

  /// The network of the catalogue that is computed; nil where the filters are all.
  public let network: String?

  /// Whose names the tensors of the file have: `torchvision`, `timm`, `caffe`, `keras`, or
  /// `catalogue`; nil where the filters are all.
  public let names: String?

  /// Tells about a choice.
  ///
  /// - Parameter choice: The choice.
  public init(_ choice: FilterChoice) { self.init(choice, of: nil) }

  /// Tells about the weights of a network; nil if its first layer is not among them.
  ///
  /// - Parameter weights: The weights.
  public init?(_ weights: FittedWeights) {
    if let choice = weights.choice {
      self.init(choice, of: weights)
    } else if let filters = weights.firstFilters {
      self.init(filters, of: weights)
    } else {
      return nil
    }
  }

  private init(_ choice: FilterChoice, of weights: FittedWeights?) {
    tensor = choice.entry.name
    shape = choice.shape
    axes = choice.axes.rawValue
    channelOrder = choice.order?.order.rawValue
    channelOrderReason = choice.order?.reason
    isChannelOrderGuessed = choice.order?.isGuess
    network = weights?.model.name
    names = weights?.origin.rawValue
  }

  /// Tells about filters whose order the names of the whole network tell.
  private init(_ filters: FittedTensor, of weights: FittedWeights) {
    tensor = filters.entry.name
    shape = filters.shape
    axes = filters.axes.rawValue
    let stated = weights.weights.stated.order
    let order = stated ?? weights.model.input.colour.order
    channelOrder = order?.rawValue
    channelOrderReason = order.map { _ in
      stated == nil ? "as \(weights.origin.title) feeds '\(weights.model.name)'" : "as asked for"
    }
    isChannelOrderGuessed = order.map { _ in false }
    network = weights.model.name
    names = weights.origin.rawValue
  }

  /// Tells about the filters of a network.
  ///
  /// - Parameters:
  ///   - tensor: The name of the weights.
  ///   - shape: Filters, channels, rows and columns.
  ///   - order: The order of three channels, how it is known, and whether it is a guess; nil if the
  ///     filters see another number of them.
  public init(
    tensor: String, shape: [Int], order: (order: ChannelOrder, reason: String, isGuess: Bool)?
  ) {
    self.tensor = tensor
    self.shape = shape
    axes = FilterAxes.oihw.rawValue
    channelOrder = order?.order.rawValue
    channelOrderReason = order?.reason
    isChannelOrderGuessed = order?.isGuess
    (network, names) = (nil, nil)
  }
}
