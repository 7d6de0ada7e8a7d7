package import Pixels

/// How a stored picture must be turned to stand upright: the eight values of the EXIF tag.
///
/// Each name says what is done to the stored picture.
public enum Orientation: Int, Sendable, CaseIterable {
  /// Nothing.
  case upright = 1

  /// Exchange left and right.
  case flipHorizontally = 2

  /// Half a turn.
  case rotate180 = 3

  /// Exchange top and bottom.
  case flipVertically = 4

  /// Exchange rows and columns.
  case transpose = 5

  /// A quarter turn clockwise.
  case rotate90 = 6

  /// Exchange rows and columns about the other diagonal.
  case transverse = 7

  /// A quarter turn counter-clockwise.
  case rotate270 = 8

  /// Whether width and height change places.
  public var exchangesAxes: Bool { rawValue >= 5 }

  /// Whether the upright picture begins at the right edge of the stored one.
  private var startsAtRight: Bool {
    switch self {
    case .flipHorizontally, .rotate180, .transverse, .rotate270: true
    case .upright, .flipVertically, .transpose, .rotate90: false
    }
  }

  /// Whether the upright picture begins at the bottom edge of the stored one.
  private var startsAtBottom: Bool {
    switch self {
    case .rotate180, .flipVertically, .rotate90, .transverse: true
    case .upright, .flipHorizontally, .transpose, .rotate270: false
    }
  }

  /// Turns a stored picture upright.
  ///
  /// - Parameter image: 8- or 16-bit samples as stored; real samples come from no file.
  /// - Returns: The upright picture, with width and height exchanged by quarter turns.
  /// - Complexity: O(width * height); free for `upright`.
  package func applied(to image: Image) -> Image {
    if self == .upright { return image }
    let samples: Samples =
      switch image.samples {
      case .uint8(let stored): .uint8(turned(stored, size: image.size, channels: image.channels))
      case .uint16(let stored): .uint16(turned(stored, size: image.size, channels: image.channels))
      case .float32(let stored):
        .float32(turned(stored, size: image.size, channels: image.channels))
      }
    return Image(
      size: exchangesAxes ? image.size.transposed : image.size, layout: image.layout,
      samples: samples)
  }

  /// Copies pixel by pixel, in square tiles so that neither side leaves the cache.
  private func turned<Sample>(_ stored: [Sample], size: ImageSize, channels: Int) -> [Sample] {
    let upright = exchangesAxes ? size.transposed : size
    // Samples from a stored pixel to the next on its row and its column, away from the start.
    let alongRow = startsAtRight ? -channels : channels
    let alongColumn = (startsAtBottom ? -1 : 1) * size.width * channels
    let (columnStep, rowStep) = exchangesAxes ? (alongColumn, alongRow) : (alongRow, alongColumn)
    let start =
      (startsAtRight ? (size.width - 1) * channels : 0)
      + (startsAtBottom ? (size.height - 1) * size.width * channels : 0)
    let tile = 64
    return [Sample](unsafeUninitializedCapacity: stored.count) { output, count in
      stored.withUnsafeBufferPointer { input in
        for top in stride(from: 0, to: upright.height, by: tile) {
          for left in stride(from: 0, to: upright.width, by: tile) {
            for y in top..<min(top + tile, upright.height) {
              var target = (y * upright.width + left) * channels
              var source = start + y * rowStep + left * columnStep
              for _ in left..<min(left + tile, upright.width) {
                for channel in 0..<channels {
                  output.initializeElement(at: target + channel, to: input[source + channel])
                }
                target += channels
                source += columnStep
              }
            }
          }
        }
      }
      count = stored.count
    }
  }
}
