public import Comparison
public import Pixels
import Reports

/// What a row of `PatchSheet` shows: a learned filter and the pieces of images it responds to most.
public struct PatchRow: Sendable {
  /// A piece of an image.
  public struct Patch: Sendable {
    /// The pixels under the filter, as large as the filter; alpha is left aside.
    public let image: Image

    /// What the filter gives there.
    public let response: Double

    /// Creates a patch.
    ///
    /// - Parameters:
    ///   - image: The pixels under the filter; 16-bit samples are shown by their upper 8 bits, and
    ///     floating-point ones as values from 0 to 255.
    ///   - response: What the filter gives there.
    public init(image: Image, response: Double) {
      self.image = image
      self.response = response
    }
  }

  let number: Int
  let category: Int?
  let learned: Filter
  let patches: [Patch]

  /// Prepares a row.
  ///
  /// - Parameters:
  ///   - number: The number of the filter in its layer, from 0.
  ///   - category: The class as an index of the list given to `PatchSheet`; nil for none.
  ///   - learned: The filter.
  ///   - patches: The patches, strongest first.
  public init(number: Int, category: Int? = nil, learned: Filter, patches: [Patch]) {
    self.number = number
    self.category = category
    self.learned = learned
    self.patches = patches
  }
}

extension Image {
  /// The pixels as colours of 8 bits, without alpha.
  var tile: Tile {
    let pixels = (0..<width * height).map { pixel in
      let start = pixel * channels
      return layout.colourCount == 1
        ? Colour(grey: level(start))
        : Colour(level(start), level(start + 1), level(start + 2))
    }
    return Tile(size: size, pixels: pixels)
  }

  private func level(_ index: Int) -> UInt8 {
    switch samples {
    case .uint8(let values): values[index]
    case .uint16(let values): UInt8(values[index] >> 8)
    case .float32(let values):
      values[index].isNaN
        ? 0 : UInt8(min(max(values[index], 0), 255).rounded(.toNearestOrEven))
    }
  }
}
