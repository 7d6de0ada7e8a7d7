public import Pixels

extension InputStage {
  /// Takes all steps on a picture.
  ///
  /// - Parameter image: A picture of any layout; its alpha is dropped.
  /// - Returns: The input of a network, 1×C×H×W.
  /// - Throws: `InputError` where the picture, or a number of the stage, does not fit.
  /// - Complexity: Every pixel that is needed is read once.
  public func activation(of image: Image) throws(InputError) -> Activation {
    let shape = try outputShape(for: image.size)
    let part = try part(of: image.size)
    let columns = axis(image.width, to: part.resized.width, wanted: part.columns)
    let rows = axis(image.height, to: part.resized.height, wanted: part.rows)
    let colours = resampledPlanes(of: image, columns: columns, rows: rows)
    return Activation(shape: shape) { output in
      let plane = shape.height * shape.width
      colours.withUnsafeBufferPointer { colours in
        for channel in 0..<shape.channels {
          let values = output + channel * plane
          fill(values, plane, channel: channel, from: colours)
          normalise(values, shape, channel: channel)
        }
      }
    }
  }

  private func axis(_ inputs: Int, to outputs: Int, wanted: Range<Int>) -> ResizeAxis {
    guard let resize, inputs != outputs else { return ResizeAxis(keeping: wanted) }
    return ResizeAxis(
      inputs: inputs, outputs: outputs, wanted: wanted, filter: resize.filter,
      antialias: resize.antialias)
  }

  /// Writes one channel from planes of red, green and blue, or one of grey.
  private func fill(
    _ output: UnsafeMutablePointer<Float>, _ plane: Int, channel: Int,
    from colours: UnsafeBufferPointer<Float>
  ) {
    let isGrey = colours.count == plane
    switch colour {
    case .grey(let mix) where !isGrey:
      let weights = mix.weights
      let (red, green, blue) = (
        Double(weights.red) / 65536, Double(weights.green) / 65536, Double(weights.blue) / 65536
      )
      for place in 0..<plane {
        output[place] = Float(
          red * Double(colours[place]) + green * Double(colours[plane + place])
            + blue * Double(colours[2 * plane + place]))
      }
    case .rgb, .bgr, .grey:
      let source = isGrey ? 0 : colour == .bgr ? 2 - channel : channel
      for place in 0..<plane { output[place] = colours[source * plane + place] }
    }
  }

  /// Subtracts the mean from one channel and multiplies by the scale.
  private func normalise(_ values: UnsafeMutablePointer<Float>, _ shape: Shape, channel: Int) {
    let scale = scale[channel % scale.count]
    switch mean {
    case nil:
      if scale != 1 { normalise(values, shape, scale: scale) { _, _ in 0 } }
    case .channels(let numbers):
      let mean = numbers[channel % numbers.count]
      normalise(values, shape, scale: scale) { _, _ in mean }
    case .image(let image):
      let rows = middle(shape.height, of: image.shape.height)
      let columns = middle(shape.width, of: image.shape.width)
      image.values.withUnsafeBufferPointer { means in
        normalise(values, shape, scale: scale) { row, column in
          let line = channel * image.shape.height + rows.lowerBound + row
          return means[line * image.shape.width + columns.lowerBound + column]
        }
      }
    }
  }

  @inline(__always)
  private func normalise(
    _ values: UnsafeMutablePointer<Float>, _ shape: Shape, scale: Float,
    mean: (_ row: Int, _ column: Int) -> Float
  ) {
    for row in 0..<shape.height {
      let line = values + row * shape.width
      switch arithmetic {
      case .meanThenScale:
        for column in 0..<shape.width { line[column] = (line[column] - mean(row, column)) * scale }
      case .scaleThenMean:
        for column in 0..<shape.width { line[column] = line[column] * scale - mean(row, column) }
      }
    }
  }
}
