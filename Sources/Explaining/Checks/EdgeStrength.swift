import Networks
import Pixels

/// How strong edges are, whatever a network says of them: the root of the sum of squares of Sobel's
/// two derivatives, of the mean of the channels, over 8 so that it is levels per pixel.
///
/// - Parameter input: A picture as it goes into a network, 1×C×H×W.
/// - Returns: A number per pixel, rows behind each other; pixels at the border are repeated
///   outwards.
func edgeStrength(of input: Activation) -> [Float] {
  let (height, width) = (input.shape.height, input.shape.width)
  let plane = height * width
  var grey = [Float](repeating: 0, count: plane)
  for channel in 0..<input.shape.channels {
    for place in 0..<plane { grey[place] += input.values[channel * plane + place] }
  }
  let share = 1 / Float(max(input.shape.channels, 1))
  var strengths = [Float](repeating: 0, count: plane)
  for row in 0..<height {
    let (above, below) = (max(row - 1, 0) * width, min(row + 1, height - 1) * width)
    let own = row * width
    for column in 0..<width {
      let (left, right) = (max(column - 1, 0), min(column + 1, width - 1))
      let horizontal =
        grey[above + right] - grey[above + left] + 2 * (grey[own + right] - grey[own + left])
        + grey[below + right] - grey[below + left]
      let vertical =
        grey[below + left] - grey[above + left] + 2 * (grey[below + column] - grey[above + column])
        + grey[below + right] - grey[above + right]
      let sum = horizontal * horizontal + vertical * vertical
      strengths[own + column] = sum.squareRoot() * share / 8
    }
  }
  return strengths
}
