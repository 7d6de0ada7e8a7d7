package import Comparison
import Pixels
import Reports

extension Filter {
  /// The smallest range about zero that holds all finite weights; -1 to 1 where there is none.
  var symmetricRange: DisplayRange { DisplayRange(of: weights[...]).symmetric }

  /// The weights as colours: zero is mid-grey, a filter on luminance is grey, and what is not
  /// finite is drawn in `ColourMap.nonFinite`.
  func tile(range: DisplayRange) -> Tile {
    let pixels = (0..<area).map { index in
      let planes = channels == 3 ? [0, 1, 2] : [0, 0, 0]
      let positions = planes.compactMap { range.position(of: weights[$0 * area + index]) }
      guard positions.count == 3 else { return ColourMap.nonFinite }
      return Colour(nearest: 255 * SIMD3(positions[0], positions[1], positions[2]))
    }
    return Tile(size: extent, pixels: pixels)
  }

  /// Columns and rows.
  var extent: ImageSize { ImageSize(width: width, height: height) }

  /// What is left of the weights when those of another filter are taken away.
  package func subtracting(_ other: Filter) -> Filter {
    Filter(
      name: name, channels: channels, height: height, width: width,
      weights: zip(weights, other.weights).map { $0 - $1 })
  }
}
