public import Pixels

/// Some rows of an image, those from which a filter computes some rows of its result.
public struct ImageStrip: Sendable {
  /// The first row of the image and the one after the last.
  public let rows: Range<Int>

  /// The rows, with their alpha.
  public let image: Image

  /// The rows without their alpha: what is filtered.
  let colours: Image

  /// Takes rows of an image.
  ///
  /// - Parameters:
  ///   - firstRow: Which row of the image is the first.
  ///   - image: The rows, as wide as the image.
  /// - Complexity: O(samples) with alpha, O(1) without.
  public init(firstRow: Int, _ image: Image) {
    rows = firstRow..<firstRow + image.height
    self.image = image
    colours = image.withoutAlpha
  }
}

/// The samples of a strip, addressed as if the whole image were in memory.
struct StripSamples {
  /// Where the first row of the image would stand; only samples of `rows` may be read.
  let start: SamplePointer

  /// The rows that are in memory.
  let rows: Range<Int>

  /// Shifts the first sample of a strip.
  init(_ samples: SamplePointer, strip: ImageStrip) {
    let before = strip.rows.lowerBound * strip.colours.width * strip.colours.channels
    start =
      switch samples {
      case .uint8(let pointer): .uint8(pointer - before)
      case .uint16(let pointer): .uint16(pointer - before)
      case .float32(let pointer): .float32(pointer - before)
      }
    rows = strip.rows
  }
}
