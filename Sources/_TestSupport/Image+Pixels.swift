public import Pixels

extension Image {
  /// The samples of a pixel of an 8-bit image.
  ///
  /// - Parameters:
  ///   - x: The column.
  ///   - y: The row.
  /// - Returns: One per channel.
  public func pixel(_ x: Int, _ y: Int) -> [UInt8] {
    guard case .uint8(let samples) = samples else { return [] }
    let start = (y * width + x) * channels
    return Array(samples[start..<start + channels])
  }

  /// All samples of an 8-bit image.
  public var bytes: [UInt8] {
    guard case .uint8(let samples) = samples else { return [] }
    return samples
  }

  /// How many pixels have a colour.
  ///
  /// - Parameter colour: The samples of a pixel.
  /// - Returns: The pixels of an 8-bit image with exactly these.
  public func count(of colour: [UInt8]) -> Int {
    let bytes = bytes
    return stride(from: 0, to: bytes.count, by: channels).count { start in
      bytes[start..<start + channels].elementsEqual(colour)
    }
  }
}
