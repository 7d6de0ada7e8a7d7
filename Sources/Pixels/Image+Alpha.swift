extension Image {
  /// The image without its alpha; the same image where it has none.
  ///
  /// - Complexity: O(samples) with alpha, O(1) without.
  public var withoutAlpha: Image {
    guard layout.hasAlpha else { return self }
    let kept = layout.colourCount
    let samples: Samples =
      switch samples {
      case .uint8(let values): .uint8(dropped(values, keeping: kept))
      case .uint16(let values): .uint16(dropped(values, keeping: kept))
      case .float32(let values): .float32(dropped(values, keeping: kept))
      }
    return Image(size: size, layout: layout.withoutAlpha, samples: samples)
  }

  private func dropped<Sample>(_ values: [Sample], keeping kept: Int) -> [Sample] {
    var result: [Sample] = []
    result.reserveCapacity(values.count / channels * kept)
    for pixel in stride(from: 0, to: values.count, by: channels) {
      for channel in 0..<kept { result.append(values[pixel + channel]) }
    }
    return result
  }

  /// The image with the alpha of another of the same sample type; unchanged where that has none.
  ///
  /// - Parameters:
  ///   - original: The image whose alpha is copied.
  ///   - source: The pixel of the original for a column and row of this image, counted in rows
  ///     from the top left; nil for full transparency.
  /// - Returns: The image with alpha.
  /// - Complexity: O(samples) with alpha, O(1) without.
  public func addingAlpha(
    of original: Image, source: (_ column: Int, _ row: Int) -> Int?
  ) -> Image {
    guard original.layout.hasAlpha, !layout.hasAlpha else { return self }
    let merged: Samples
    switch (samples, original.samples) {
    case (.uint8(let colours), .uint8(let alpha)):
      merged = .uint8(joined(colours, alpha, original.channels, source))
    case (.uint16(let colours), .uint16(let alpha)):
      merged = .uint16(joined(colours, alpha, original.channels, source))
    case (.float32(let colours), .float32(let alpha)):
      merged = .float32(joined(colours, alpha, original.channels, source))
    default:
      preconditionFailure("alpha is copied between images of one sample type")
    }
    return Image(size: size, layout: layout.withAlpha, samples: merged)
  }

  private func joined<Sample: Numeric>(
    _ colours: [Sample], _ original: [Sample], _ originalChannels: Int,
    _ source: (Int, Int) -> Int?
  ) -> [Sample] {
    var result: [Sample] = []
    result.reserveCapacity(width * height * (channels + 1))
    var index = 0
    for row in 0..<height {
      for column in 0..<width {
        for _ in 0..<channels {
          result.append(colours[index])
          index += 1
        }
        let pixel = source(column, row)
        result.append(pixel.map { original[($0 + 1) * originalChannels - 1] } ?? 0)
      }
    }
    return result
  }
}
