import Pixels

/// A grey picture of bytes that a formula gives.
func grey(_ width: Int, _ height: Int, _ value: (_ column: Int, _ row: Int) -> Int) -> Image {
  let samples = (0..<height).flatMap { row in
    (0..<width).map { column in UInt8(value(column, row)) }
  }
  return Image(
    size: ImageSize(width: width, height: height), layout: .grey, samples: .uint8(samples))
}

/// A picture of one row of bytes.
func row(_ layout: ChannelLayout, _ samples: [UInt8]) -> Image {
  Image(
    size: ImageSize(width: samples.count / layout.channelCount, height: 1), layout: layout,
    samples: .uint8(samples))
}

/// The largest distance of two lists; infinite where their lengths differ.
func largestDistance(_ values: [Float], _ expected: [Float]) -> Float {
  guard values.count == expected.count else { return .infinity }
  return zip(values, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
