import Pixels

extension Image {
  /// What JPEG can hold: 8 bits without alpha.
  ///
  /// 16-bit samples become `round(value / 257)`, which takes 65535 to 255; colours are kept as
  /// they are where alpha is left out.
  var samplesForJPEG: [UInt8] {
    switch samples {
    case .uint8(let values):
      layout.hasAlpha ? withoutAlpha(values) { $0 } : values
    case .uint16(let values):
      // 257 is odd, so that no quotient lies halfway.
      withoutAlpha(values) { UInt8((UInt32($0) + 128) / 257) }
    case .float32:
      preconditionFailure("real samples must be converted before encoding")
    }
  }

  private func withoutAlpha<Sample>(
    _ values: [Sample], _ convert: (Sample) -> UInt8
  ) -> [UInt8] {
    let kept = layout.colourCount
    let pixels = width * height
    return [UInt8](unsafeUninitializedCapacity: pixels * kept) { output, count in
      values.withUnsafeBufferPointer { input in
        for pixel in 0..<pixels {
          for channel in 0..<kept {
            output.initializeElement(
              at: pixel * kept + channel, to: convert(input[pixel * channels + channel]))
          }
        }
      }
      count = pixels * kept
    }
  }
}
