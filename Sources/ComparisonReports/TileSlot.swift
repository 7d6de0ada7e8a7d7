import Pixels
import Reports

/// The place of a tile in a row: all tiles of a picture stand in slots of one size, equally large
/// values in equally large squares.
struct TileSlot {
  /// Pixels of a slot.
  let size: ImageSize

  /// Pixels along a side of the square that a value is drawn with.
  private let enlargement: Int

  /// Values along a side of a box that becomes one pixel; 1 where tiles are not reduced.
  private let reduction: Int

  /// Pixels along a side that small tiles are enlarged to, at most.
  private static let usefulSide = 66

  /// Pixels along the longer side of a tile from which it is reduced.
  private static let largestSide = 132

  /// A slot that holds tiles of all of these sizes.
  init(holding extents: [ImageSize]) {
    let width = extents.map(\.width).max() ?? 1
    let height = extents.map(\.height).max() ?? 1
    let longer = max(width, height, 1)
    enlargement = max(Self.usefulSide / longer, 1)
    reduction = max((longer + Self.largestSide - 1) / Self.largestSide, 1)
    let drawn = Self.drawn(
      ImageSize(width: width, height: height), enlargement: enlargement, reduction: reduction)
    size = ImageSize(
      width: max(drawn.width, Self.usefulSide), height: max(drawn.height, Self.usefulSide))
  }

  /// Draws a tile in the middle of the slot whose corner is given.
  func draw(_ tile: Tile, on canvas: inout Canvas, x: Int, y: Int) {
    let drawn = Self.drawn(tile.size, enlargement: enlargement, reduction: reduction)
    canvas.draw(
      tile.reduced(by: reduction), x: x + (size.width - drawn.width) / 2,
      y: y + (size.height - drawn.height) / 2,
      enlargement: Enlargement(x: enlargement, y: enlargement))
  }

  /// Draws an empty frame that says so.
  func drawMissing(on canvas: inout Canvas, x: Int, y: Int) {
    canvas.frame(x: x, y: y, width: size.width, height: size.height, in: SheetColours.frame)
    canvas.write(
      "none", .centred, x: x + size.width / 2, y: y + (size.height - PixelFont.ascent * 2) / 2,
      scale: 2, in: SheetColours.quiet)
  }

  private static func drawn(
    _ extent: ImageSize, enlargement: Int, reduction: Int
  ) -> ImageSize {
    ImageSize(
      width: (extent.width + reduction - 1) / reduction * enlargement,
      height: (extent.height + reduction - 1) / reduction * enlargement)
  }
}
