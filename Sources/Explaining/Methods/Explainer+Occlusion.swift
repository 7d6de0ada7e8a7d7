import Networks
import Pixels

/// Hiding.
extension Explainer {
  /// What the score loses when a window of the picture is hidden: for each pixel the mean of the
  /// windows that hide it.
  ///
  /// Windows start every stride from the first pixel on, until one reaches the last.
  func occluded(
    _ input: Activation, _ number: Int, _ threads: Int
  ) throws(LayerError) -> Explanation {
    let (height, width) = (input.shape.height, input.shape.width)
    let side = settings.window ?? max(1, min(height, width) / 7)
    let step = min(settings.stride ?? max(1, side / 2), side)
    let baseline = settings.baseline.values(for: input)
    let whole = try score(input.values, input.shape, number)
    let (tops, lefts) = (
      Self.starts(height, side: side, step: step), Self.starts(width, side: side, step: step)
    )
    let losses = try Self.all(tops.count * lefts.count, threads) { index throws(LayerError) in
      var values = input.values
      let (row, column) = index.quotientAndRemainder(dividingBy: lefts.count)
      for channel in 0..<input.shape.channels {
        for y in tops[row]..<min(tops[row] + side, height) {
          let first = (channel * height + y) * width
          for place in first + lefts[column]..<first + min(lefts[column] + side, width) {
            values[place] = baseline[place]
          }
        }
      }
      return whole - (try score(values, input.shape, number))
    }
    var (sums, counts) = (
      [Float](repeating: 0, count: height * width), [Float](repeating: 0, count: height * width)
    )
    for (index, loss) in losses.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: lefts.count)
      for y in tops[row]..<min(tops[row] + side, height) {
        for place in y * width + lefts[column]..<y * width + min(lefts[column] + side, width) {
          sums[place] += loss
          counts[place] += 1
        }
      }
    }
    let shape = Shape(channels: 1, height: height, width: width)
    var result = explanation(.occlusion, shape, zip(sums, counts).map { $0 / $1 })
    result.baseline = settings.baseline
    result.steps = losses.count
    result.window = (side, step)
    return result
  }

  private static func starts(_ count: Int, side: Int, step: Int) -> [Int] {
    let windows = count <= side ? 1 : (count - side + step - 1) / step + 1
    return (0..<windows).map { $0 * step }
  }
}
