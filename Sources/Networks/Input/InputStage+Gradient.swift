public import Pixels

extension InputStage {
  /// The gradient of a picture's samples, from that of what goes into the network.
  ///
  /// Resize, crop, order of channels and scale are linear, so that this is their transpose; what is
  /// cut off has a gradient of 0. Linear light is not, and has no gradient here.
  ///
  /// - Parameters:
  ///   - upstream: The gradient of the input, 1×C×H×W, of the shape of `outputShape(for: size)`.
  ///   - size: Width and height of the picture.
  /// - Returns: Planes of red, green and blue, one number per pixel of the picture in each.
  /// - Throws: `InputError` if the picture does not fit.
  /// - Complexity: O(pixels + values that go in times the window of the resize).
  public func gradient(
    _ upstream: Activation, of size: ImageSize
  ) throws(InputError) -> [Float] {
    precondition(!isLinear, "linear light is refused before")
    let shape = try outputShape(for: size)
    precondition(shape == upstream.shape, "the gradient is that of the input")
    let part = try part(of: size)
    let columns = axis(size.width, to: part.resized.width, wanted: part.columns)
    let rows = axis(size.height, to: part.resized.height, wanted: part.rows)
    let plane = shape.height * shape.width
    var planes: [Float] = []
    planes.reserveCapacity(3 * size.width * size.height)
    for colour in 0..<3 {
      let (channel, weight) = source(ofColour: colour)
      let factor = scale[channel % scale.count] * weight
      let gradient = upstream.values[channel * plane..<(channel + 1) * plane].map { $0 * factor }
      planes += spread(gradient, rows, columns, over: size)
    }
    return planes
  }

  /// The channel that a colour goes to, and what it is multiplied by there.
  private func source(ofColour colour: Int) -> (channel: Int, weight: Float) {
    switch self.colour {
    case .colour(let order): (order.redFirst([0, 1, 2])[colour], 1)
    case .grey(let mix):
      (0, Float([mix.weights.red, mix.weights.green, mix.weights.blue][colour]) / 65536)
    }
  }

  /// Gives every sample what the places that it is part of have, by its weights there.
  private func spread(
    _ gradient: [Float], _ rows: ResizeAxis, _ columns: ResizeAxis, over size: ImageSize
  ) -> [Float] {
    var result = [Float](repeating: 0, count: size.width * size.height)
    for row in 0..<rows.count {
      var line = [Float](repeating: 0, count: size.width)
      for column in 0..<columns.count {
        let value = gradient[row * columns.count + column]
        let (start, first) = (columns.starts[column], columns.offsets[column])
        for tap in first..<columns.offsets[column + 1] {
          line[start + tap - first] += columns.weights[tap] * value
        }
      }
      let (start, first) = (rows.starts[row], rows.offsets[row])
      for tap in first..<rows.offsets[row + 1] {
        let (weight, target) = (rows.weights[tap], (start + tap - first) * size.width)
        for column in 0..<size.width { result[target + column] += weight * line[column] }
      }
    }
    return result
  }
}
