public import Pixels

extension InputStage {
  /// Takes all steps on a picture.
  ///
  /// - Parameter image: A picture of any layout; its alpha is dropped.
  /// - Returns: The input of a network, 1×C×H×W.
  /// - Throws: `InputError` where the picture, or a number of the stage, does not fit.
  /// - Complexity: Every pixel that is needed is read once; all are where they are made linear.
  public func activation(of image: Image) throws(InputError) -> Activation {
    let shape = try outputShape(for: image.size)
    let part = try part(of: image.size)
    let columns = axis(image.width, to: part.resized.width, wanted: part.columns)
    let rows = axis(image.height, to: part.resized.height, wanted: part.rows)
    let image = isLinear ? image.linearLight() : image
    return Activation(shape: shape) { output in
      writeChannels(of: image, columns: columns, rows: rows, to: output)
      for channel in 0..<shape.channels {
        normalise(output + channel * shape.height * shape.width, shape, channel: channel)
      }
    }
  }

  func axis(_ inputs: Int, to outputs: Int, wanted: Range<Int>) -> ResizeAxis {
    guard let resize, inputs != outputs else { return ResizeAxis(keeping: wanted) }
    return ResizeAxis(
      inputs: inputs, outputs: outputs, wanted: wanted, filter: resize.filter,
      antialias: resize.antialias)
  }

  /// Writes the wanted channels in their order, from 0 to 255.
  private func writeChannels(
    of image: Image, columns: ResizeAxis, rows: ResizeAxis, to output: UnsafeMutablePointer<Float>
  ) {
    let plane = rows.count * columns.count
    switch (colour, image.layout.colourCount) {
    case (.colour(let order), 3):
      image.writeResampled(
        columns: columns, rows: rows, to: output, planes: order.redFirst([0, 1, 2]))
    case (.grey(let mix), 3):
      let colours = [Float](unsafeUninitializedCapacity: 3 * plane) { colours, filled in
        if let start = colours.baseAddress {
          image.writeResampled(columns: columns, rows: rows, to: start, planes: [0, 1, 2])
          filled = 3 * plane
        }
      }
      writeGrey(colours, mix, to: output)
    default:
      image.writeResampled(columns: columns, rows: rows, to: output, planes: [0])
      for channel in 1..<colour.channels {
        (output + channel * plane).update(from: output, count: plane)
      }
    }
  }

  private func writeGrey(
    _ colours: [Float], _ mix: GreyWeights, to output: UnsafeMutablePointer<Float>
  ) {
    let plane = colours.count / 3
    let (red, green, blue) = mix.weights
    colours.withUnsafeBufferPointer { colours in
      for place in 0..<plane {
        let sum =
          Double(red) * Double(colours[place]) + Double(green) * Double(colours[plane + place])
          + Double(blue) * Double(colours[2 * plane + place])
        output[place] = Float(sum / 65536)
      }
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
