import Pixels
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
}
