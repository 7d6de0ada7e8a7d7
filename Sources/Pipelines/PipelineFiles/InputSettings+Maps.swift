import Pixels

extension InputSettings {
  /// The maps of an image: one a channel, without alpha, in units of its samples.
  ///
  /// - Parameter image: An image of any layout.
  /// - Returns: As many maps as the colour has channels.
  func maps(of image: Image) -> Activation {
    let source = colour == .grey ? image.grey() : image
    let samples = source.floatSamples
    let pixels = source.width * source.height
    let step = source.channels
    let colours = source.layout.colourCount
    let order = colour == .bgr ? [2, 1, 0] : [0, 1, 2]
    var values: [Float] = []
    values.reserveCapacity(pixels * colour.channels)
    for channel in order.prefix(colour.channels) {
      let first = min(colour == .grey ? 0 : channel, colours - 1)
      for pixel in 0..<pixels { values.append(samples[pixel * step + first]) }
    }
    return Activation(
      shape: Shape(channels: colour.channels, height: source.height, width: source.width),
      values: values)
  }
}

extension Image {
  /// The samples as `Float`; those of 16 bits in units of 8 bits.
  fileprivate var floatSamples: [Float] {
    switch samples {
    case .uint8(let values): values.map(Float.init)
    case .uint16(let values): values.map { Float($0) / 257 }
    case .float32(let values): values
    }
  }
}
