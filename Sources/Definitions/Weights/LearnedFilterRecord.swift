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

  /// Tells about a choice.
  ///
  /// - Parameter choice: The choice.
  public init(_ choice: FilterChoice) {
    tensor = choice.entry.name
    shape = choice.shape
    axes = choice.axes.rawValue
    channelOrder = choice.order?.order.rawValue
    channelOrderReason = choice.order?.reason
    isChannelOrderGuessed = choice.order?.isGuess
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
  }
}
