/// How red, green and blue become one grey, in 65536ths that add up to 1.
public enum GreyWeights: Hashable, Sendable, CaseIterable {
  /// Luma of encoded samples: 0.299, 0.587, 0.114 (Rec. ITU-R BT.601).
  case luma

  /// Luminance of linear light: 0.2126, 0.7152, 0.0722 (Rec. ITU-R BT.709).
  case luminance

  /// The weights of red, green and blue.
  package var weights: (red: UInt32, green: UInt32, blue: UInt32) {
    switch self {
    case .luma: (19595, 38470, 7471)
    case .luminance: (13933, 46871, 4732)
    }
  }
}

extension Image {
  /// The picture without its colours; alpha stays.
  ///
  /// Integer samples are weighted exactly, `(r·R + g·G + b·B + 32768) >> 16`, `Float` samples in
  /// `Double` without rounding to integers. A grey picture is returned as it is.
  ///
  /// - Parameter weights: How much each colour counts.
  /// - Returns: A picture of layout `grey` or `greyAlpha` with the same type of samples.
  /// - Complexity: O(pixels).
  public func grey(weights: GreyWeights = .luma) -> Image {
    guard layout.colourCount == 3 else { return self }
    let (red, green, blue) = weights.weights
    let samples: Samples =
      switch samples {
      case .uint8(let values):
        .uint8(
          greySamples(values) { pixel in
            let sum = red * UInt32(pixel.0) + green * UInt32(pixel.1) + blue * UInt32(pixel.2)
            return UInt8((sum + 32768) >> 16)
          })
      case .uint16(let values):
        .uint16(
          greySamples(values) { pixel in
            let sum = red * UInt32(pixel.0) + green * UInt32(pixel.1) + blue * UInt32(pixel.2)
            return UInt16((sum + 32768) >> 16)
          })
      case .float32(let values):
        .float32(
          greySamples(values) { pixel in
            let sum =
              Double(red) * Double(pixel.0) + Double(green) * Double(pixel.1)
              + Double(blue) * Double(pixel.2)
            return Float(sum / 65536)
          })
      }
    return Image(size: size, layout: layout.hasAlpha ? .greyAlpha : .grey, samples: samples)
  }

  /// One sample for every three, with alpha after it where there is one.
  private func greySamples<Sample>(
    _ values: [Sample], mix: ((Sample, Sample, Sample)) -> Sample
  ) -> [Sample] {
    let hasAlpha = layout.hasAlpha
    let step = layout.channelCount
    var result: [Sample] = []
    result.reserveCapacity(values.count / step * (hasAlpha ? 2 : 1))
    for start in stride(from: 0, to: values.count, by: step) {
      result.append(mix((values[start], values[start + 1], values[start + 2])))
      if hasAlpha { result.append(values[start + 3]) }
    }
    return result
  }
}
