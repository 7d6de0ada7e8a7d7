/// How a page makes a picture of the values that go into a network again: divided by the scale, with
/// the mean added.
public struct PageInputView: Encodable, Sendable {
  /// The order of the channels.
  public enum Order: String, Encodable, Sendable {
    /// Red first.
    case rgb
    /// Blue first.
    case bgr
    /// One channel.
    case grey
  }

  /// The order of the channels.
  public let order: Order

  /// What was subtracted: one number, or one a channel; nil for nothing.
  public let mean: [Float]?

  /// What was multiplied with: one number, or one a channel.
  public let scale: [Float]

  /// Whether values were multiplied before the mean was subtracted.
  public let scalesFirst: Bool

  /// Describes an input.
  ///
  /// - Parameters:
  ///   - order: The order of the channels.
  ///   - mean: What was subtracted: one number, or one a channel; nil for nothing.
  ///   - scale: What was multiplied with: one number, or one a channel.
  ///   - scalesFirst: Whether values were multiplied before the mean was subtracted.
  public init(order: Order, mean: [Float]?, scale: [Float], scalesFirst: Bool) {
    self.order = order
    self.mean = mean
    self.scale = scale
    self.scalesFirst = scalesFirst
  }
}
