public import Pixels
public import Weights

/// What the metadata of a weights file says about how its first layer is applied.
///
/// The keys are `stride`, `padding`, `input` (`227x227`), and `mean_rgb`, `mean_bgr` or `mean` (in
/// the order of the channels of the file), the numbers on samples of 0 to 255. What cannot be read
/// counts as not said.
public struct StatedGeometry: Equatable, Sendable {
  /// Positions between results.
  public let stride: Int?

  /// Rows and columns of zeros on each side.
  public let padding: Int?

  /// Width and height of the input, where they are equal.
  public let side: Int?

  /// What is subtracted, in the order red, green, blue.
  public let mean: [Float]?

  /// Reads what a file says.
  ///
  /// - Parameters:
  ///   - metadata: The texts of the file by their keys.
  ///   - order: The order of the channels in the file.
  public init(_ metadata: WeightsMetadata, order: ChannelOrder) {
    stride = metadata["stride"].flatMap { Self.number($0, in: 1...65535) }
    padding = metadata["padding"].flatMap { Self.number($0, in: 0...65535) }
    let extents = metadata["input"]?.split(separator: "x", omittingEmptySubsequences: false)
      .map { Self.number($0, in: 1...65535) }
    if let extents, extents.count == 2, extents[0] == extents[1] {
      side = extents[0]
    } else {
      side = nil
    }
    if let bgr = metadata["mean_bgr"].flatMap(Self.numbers) {
      mean = bgr.reversed()
    } else if let rgb = metadata["mean_rgb"].flatMap(Self.numbers) {
      mean = rgb
    } else {
      mean = metadata["mean"].flatMap(Self.numbers).map(order.redFirst)
    }
  }

  private static func number(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
    Int(text).flatMap { range.contains($0) ? $0 : nil }
  }

  /// One number or three, with commas between them.
  private static func numbers(_ text: String) -> [Float]? {
    let words = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = words.compactMap { Float($0) }.filter(\.isFinite)
    guard numbers.count == words.count, [1, 3].contains(numbers.count) else { return nil }
    return numbers
  }
}
