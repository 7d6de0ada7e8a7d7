public import Pixels

/// What a method says about a picture.
public struct Explanation: Sendable {
  /// The method.
  public let method: ExplanationMethod

  /// A number per value of the input, or per place of a layer: 1×C×H×W.
  public let values: Activation

  /// The layer whose places the numbers are of; nil for the input.
  public var layer: String?

  /// What integrated gradients and occlusion start from.
  public var baseline: Baseline?

  /// How many gradients, or hidden pictures, it took.
  public var steps: Int?

  /// The side of the windows of occlusion, and the pixels from one to the next.
  public var window: (side: Int, stride: Int)?

  /// How far the sum of integrated gradients is from what it should be, the difference of the score
  /// to that of the baseline, as a share of it.
  public var completeness: Double?

  /// What a reader has to know, a sentence each.
  public var notes: [String] = []

  /// Starts with the numbers.
  init(_ method: ExplanationMethod, _ values: Activation) {
    self.method = method
    self.values = values
  }

  /// A number per pixel of the input: the sum of its channels, or the value of the layer's place,
  /// interpolated linearly between the middles of places.
  ///
  /// - Parameter size: Width and height of the input.
  /// - Returns: Rows behind each other.
  public func plane(_ size: ImageSize) -> [Float] {
    let shape = values.shape
    let count = shape.height * shape.width
    var sums = [Float](repeating: 0, count: count)
    for channel in 0..<shape.channels {
      for place in 0..<count { sums[place] += values.values[channel * count + place] }
    }
    if shape.height == size.height, shape.width == size.width { return sums }
    let (rows, columns) = (
      Self.places(size.height, of: shape.height), Self.places(size.width, of: shape.width)
    )
    var result: [Float] = []
    result.reserveCapacity(size.width * size.height)
    for row in rows {
      for column in columns {
        let (top, bottom) = (row.first * shape.width, row.second * shape.width)
        let above =
          sums[top + column.first] * (1 - column.share) + sums[top + column.second] * column.share
        let below =
          sums[bottom + column.first] * (1 - column.share) + sums[bottom + column.second]
          * column.share
        result.append(above * (1 - row.share) + below * row.share)
      }
    }
    return result
  }

  /// Between which places each of more places lies, and how far.
  private static func places(
    _ count: Int, of places: Int
  ) -> [(first: Int, second: Int, share: Float)] {
    (0..<count).map { index in
      let place = (Float(index) + 0.5) * Float(places) / Float(count) - 0.5
      let first = Int(max(place, 0))
      return (first, min(first + 1, places - 1), max(place, 0) - Float(first))
    }
  }
}
