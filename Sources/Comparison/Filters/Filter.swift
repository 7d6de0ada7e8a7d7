/// A filter on one or three channels, learned or made by hand.
///
/// It is applied as a cross-correlation. A filter on one channel looks at luminance alone: it does
/// with each of red, green and blue the same.
public struct Filter: Equatable, Sendable {
  /// What it is called in reports: its number in a layer, or the name of a kernel.
  public let name: String

  /// 1 for luminance, or 3 for red, green and blue in this order.
  public let channels: Int

  /// Rows, 1 or more.
  public let height: Int

  /// Columns, 1 or more.
  public let width: Int

  /// The weights in row-major C×H×W order; learned ones may be anything, not-a-number among them.
  public let weights: [Float]

  /// Creates a filter.
  ///
  /// - Parameters:
  ///   - name: What it is called in reports.
  ///   - channels: 1 for luminance, or 3 for red, green and blue in this order.
  ///   - height: Rows, 1 or more.
  ///   - width: Columns, 1 or more.
  ///   - weights: `channels * height * width` numbers in row-major order.
  public init(name: String, channels: Int, height: Int, width: Int, weights: [Float]) {
    precondition(channels == 1 || channels == 3, "a filter sees luminance or three colours")
    precondition(height > 0 && width > 0, "a filter has at least one weight")
    precondition(weights.count == channels * height * width, "weights must fill the filter")
    self.name = name
    self.channels = channels
    self.height = height
    self.width = width
    self.weights = weights
  }

  /// Weights of one channel.
  public var area: Int { height * width }
}
