import Pixels

extension Image {
  /// A smaller copy: each pixel is the mean of the area that it covers.
  ///
  /// - Parameter width: Columns of the copy, up to those of the image; the height follows.
  /// - Returns: The copy of an 8-bit image; any other image as it is.
  func shrunk(toWidth width: Int) -> Image {
    guard case .uint8(let samples) = samples else { return self }
    let factor = Double(self.width) / Double(width)
    let smaller = ImageSize(width: width, height: Int((Double(height) / factor).rounded()))
    var means: [UInt8] = []
    for row in 0..<smaller.height {
      let rows = Self.shares(of: row, factor: factor, length: height)
      for column in 0..<smaller.width {
        let columns = Self.shares(of: column, factor: factor, length: self.width)
        for channel in 0..<channels {
          var sum = 0.0
          for (y, down) in rows {
            for (x, across) in columns {
              sum += Double(samples[(y * self.width + x) * channels + channel]) * down * across
            }
          }
          means.append(UInt8(min(sum.rounded(), 255)))
        }
      }
    }
    return Image(size: smaller, layout: layout, samples: .uint8(means))
  }

  /// Which samples of a line a larger sample covers, and how much of the larger one each fills.
  ///
  /// - Parameters:
  ///   - index: The larger sample.
  ///   - factor: How many samples it spans.
  ///   - length: Samples of the line.
  /// - Returns: Places and shares; the shares add up to 1.
  private static func shares(of index: Int, factor: Double, length: Int) -> [(Int, Double)] {
    let (start, end) = (Double(index) * factor, min(Double(index + 1) * factor, Double(length)))
    return (Int(start)..<Int(end.rounded(.up))).map { place in
      let overlap = min(end, Double(place + 1)) - max(start, Double(place))
      return (place, overlap / (end - start))
    }
  }

  /// A copy without some pixels on each side.
  ///
  /// - Parameter margin: How many; less than half of width and height.
  /// - Returns: The copy of an 8-bit image; any other image as it is.
  func trimmed(by margin: Int) -> Image {
    guard case .uint8(let samples) = samples else { return self }
    let inner = ImageSize(width: width - 2 * margin, height: height - 2 * margin)
    var kept: [UInt8] = []
    for row in margin..<margin + inner.height {
      let start = (row * width + margin) * channels
      kept += samples[start..<start + inner.width * channels]
    }
    return Image(size: inner, layout: layout, samples: .uint8(kept))
  }
}
