public import Comparison
public import Pixels
import Reports

/// A picture of one filter: each weight a square, zero mid-grey, three channels as colours.
public enum FilterPicture {
  /// Draws a filter.
  ///
  /// - Parameters:
  ///   - filter: The weights; what is not finite is drawn in `ColourMap.nonFinite`.
  ///   - scale: The filter whose largest weight is white or black, so that pictures can be compared;
  ///     nil for the filter itself.
  /// - Returns: An 8-bit RGB image whose longer side has about 128 pixels, or as many as the filter.
  /// - Complexity: O(pixels).
  public static func image(of filter: Filter, scaledAs scale: Filter? = nil) -> Image {
    let tile = filter.tile(range: (scale ?? filter).symmetricRange)
    let side = max(128 / max(filter.height, filter.width), 1)
    var samples: [UInt8] = []
    samples.reserveCapacity(3 * side * side * filter.area)
    for row in 0..<filter.height * side {
      for column in 0..<filter.width * side {
        let colour = tile.pixels[row / side * filter.width + column / side]
        samples += [colour.red, colour.green, colour.blue]
      }
    }
    return Image(
      size: ImageSize(width: filter.width * side, height: filter.height * side), layout: .rgb,
      samples: .uint8(samples))
  }
}
