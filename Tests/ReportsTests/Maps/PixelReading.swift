import Pixels

extension Image {
  /// The samples of a pixel of an 8-bit image.
  func pixel(_ x: Int, _ y: Int) -> [UInt8] {
    guard case .uint8(let samples) = samples else { return [] }
    let start = (y * width + x) * channels
    return Array(samples[start..<start + channels])
  }

  /// All samples of an 8-bit image.
  var bytes: [UInt8] {
    guard case .uint8(let samples) = samples else { return [] }
    return samples
  }

  /// How many pixels have a colour.
  func count(of colour: [UInt8]) -> Int {
    let bytes = bytes
    return stride(from: 0, to: bytes.count, by: channels).count { start in
      bytes[start..<start + channels].elementsEqual(colour)
    }
  }
}

/// Maps of one layer from literals.
func maps(_ channels: Int, _ height: Int, _ width: Int, _ values: [Float]) -> Activation {
  Activation(
    shape: Shape(channels: channels, height: height, width: width), values: values)
}
