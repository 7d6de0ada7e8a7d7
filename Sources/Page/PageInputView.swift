public import Networks
public import Pixels

/// How a page makes a picture of the values that go into a network again: divided by the scale, with
/// the mean added.
public struct PageInputView: Sendable {
  /// The order of three channels; nil for one.
  public let order: ChannelOrder?

  /// What was subtracted: one number, or one a channel; nil for nothing.
  public let mean: [Float]?

  /// What was multiplied with: one number, or one a channel.
  public let scale: [Float]

  /// Whether values were multiplied before the mean was subtracted.
  public let scalesFirst: Bool

  /// Describes an input.
  ///
  /// - Parameters:
  ///   - order: The order of three channels; nil for one.
  ///   - mean: What was subtracted: one number, or one a channel; nil for nothing.
  ///   - scale: What was multiplied with: one number, or one a channel.
  ///   - scalesFirst: Whether values were multiplied before the mean was subtracted.
  public init(order: ChannelOrder?, mean: [Float]?, scale: [Float], scalesFirst: Bool) {
    self.order = order
    self.mean = mean
    self.scale = scale
    self.scalesFirst = scalesFirst
  }
}

extension PageInputView {
  /// Describes a stage; nil for one that subtracts a whole image.
  ///
  /// - Parameter stage: How images become the input.
  public init?(_ stage: InputStage) {
    let mean: [Float]?
    switch stage.mean {
    case .channels(let numbers): mean = numbers
    case .image: return nil
    case nil: mean = nil
    }
    self.init(
      order: stage.colour.order, mean: mean, scale: stage.scale,
      scalesFirst: stage.arithmetic == .scaleThenMean)
  }
}

extension PageInputView: Encodable {
  private enum CodingKeys: String, CodingKey { case order, mean, scale, scalesFirst }

  /// Writes the record; the order of one channel is `grey`.
  ///
  /// - Parameter encoder: What takes it.
  /// - Throws: What the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(order?.rawValue ?? "grey", forKey: .order)
    try container.encodeIfPresent(mean, forKey: .mean)
    try container.encode(scale, forKey: .scale)
    try container.encode(scalesFirst, forKey: .scalesFirst)
  }
}
