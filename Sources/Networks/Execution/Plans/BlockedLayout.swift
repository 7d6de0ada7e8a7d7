import Pixels

/// Where the values of maps lie that are kept in blocks of sixteen channels.
///
/// The channels of a pixel lie side by side, pixels row by row, and blocks behind each other. Around
/// the maps are zeros, as many as the layers that read them look beyond their border. Channels that
/// fill up the last block are zeros too.
struct BlockedLayout: Equatable {
  /// The maps.
  let shape: Shape

  /// Zeros around each map.
  let margins: Margins

  /// Values between images, which may hold other maps too.
  let imageDistance: Int

  /// The place of the first value of the first block, zeros included.
  let start: Int

  /// Lays out maps.
  ///
  /// - Parameters:
  ///   - shape: The maps, few enough to be held with their margins.
  ///   - margins: Zeros around each map.
  ///   - start: The place of the first value.
  ///   - imageDistance: Values between images; without them as many as an image has.
  init(_ shape: Shape, margins: Margins, start: Int = 0, imageDistance: Int? = nil) {
    self.shape = shape
    self.margins = margins
    self.start = start
    let plane =
      (margins.top + shape.height + margins.bottom) * (margins.left + shape.width + margins.right)
    self.imageDistance = imageDistance ?? (shape.channels + 15) / 16 * 16 * plane
  }

  /// Blocks of an image.
  var blocks: Int { (shape.channels + 15) / 16 }

  /// Values between rows.
  var pitch: Int { 16 * (margins.left + shape.width + margins.right) }

  /// Values between blocks.
  var blockDistance: Int { pitch * (margins.top + shape.height + margins.bottom) }

  /// Pixels of a map.
  var pixels: Int { shape.height * shape.width }

  /// The place of the first pixel inside the margins, in a block.
  var inside: Int { margins.top * pitch + 16 * margins.left }

  /// Values of all images.
  var count: Int { shape.batch * imageDistance }

  /// Where each pixel lies in a block, row by row.
  var places: [Int] {
    (0..<pixels).map { inside + $0 / shape.width * pitch + $0 % shape.width * 16 }
  }

  /// Where the window of each output starts in a block; it lies inside the margins.
  ///
  /// - Parameter geometry: Where windows lie.
  /// - Returns: A place per output, row by row.
  func windows(_ geometry: WindowGeometry) -> [Int] {
    let (y, x) = (geometry.y, geometry.x)
    let first = inside - y.before * pitch - x.before * 16
    return (0..<geometry.outputPlane).map {
      first + $0 / x.outputs * y.stride * pitch + $0 % x.outputs * x.stride * 16
    }
  }

  /// The first pixel of a row.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - block: The block.
  ///   - image: The image.
  ///   - memory: What places count from.
  /// - Returns: Sixteen numbers a pixel.
  func row(
    _ row: Int, block: Int, image: Int, _ memory: UnsafeMutablePointer<Float>
  ) -> UnsafeMutablePointer<Float> {
    memory + start + image * imageDistance + block * blockDistance + inside + row * pitch
  }

  /// Sets the margins of all blocks to zero.
  ///
  /// - Parameter memory: What the layout's places count from.
  func clearMargins(in memory: UnsafeMutablePointer<Float>) {
    guard margins != Margins() else { return }
    let (top, bottom) = (margins.top * pitch, margins.bottom * pitch)
    let (left, right) = (16 * margins.left, 16 * margins.right)
    for image in 0..<shape.batch {
      for block in 0..<blocks {
        let first = memory + start + image * imageDistance + block * blockDistance
        first.update(repeating: 0, count: top)
        (first + (blockDistance - bottom)).update(repeating: 0, count: bottom)
        for row in 0..<shape.height {
          let start = first + top + row * pitch
          start.update(repeating: 0, count: left)
          (start + (pitch - right)).update(repeating: 0, count: right)
        }
      }
    }
  }
}

extension WindowGeometry {
  /// What windows see beyond the input, where it is little.
  var blockedMargins: Margins? {
    let largest = 16
    let below = max(0, y.needed - y.before - y.count)
    let right = max(0, x.needed - x.before - x.count)
    guard max(y.before, below, x.before, right) <= largest else { return nil }
    return Margins(top: y.before, left: x.before, bottom: below, right: right)
  }
}

extension Margins {
  /// The larger of each side.
  func union(_ other: Margins) -> Margins {
    Margins(
      top: max(top, other.top), left: max(left, other.left), bottom: max(bottom, other.bottom),
      right: max(right, other.right))
  }
}
