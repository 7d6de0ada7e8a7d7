import Pixels

/// Tiles with labels in a grid beneath a header: what contact sheets and filter sheets share.
struct Sheet {
  /// What is drawn of one map or filter.
  struct Cell {
    /// The number beneath the tile.
    let number: String

    /// More about it, at the right beneath the tile where there is room.
    let note: String
  }

  let header: SheetHeader
  let cells: [Cell]

  /// Whether numbers and notes are drawn where they fit.
  let isNumbered: Bool

  /// Values across and down of one tile.
  let extent: ImageSize

  /// How far a side of a sheet should go, in pixels.
  static let wantedSide = 1940

  /// Pixels around everything.
  private static let margin = 16

  /// Draws the sheet.
  ///
  /// - Parameter tile: Makes a tile of which boxes of so many values along a side are one pixel.
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  func image(tile: (_ index: Int, _ reduction: Int) -> Tile) throws(ReportError) -> Image {
    try canvas(isRecorded: false, tile: tile).image
  }

  /// Draws the sheet, and keeps what is drawn where that is asked for.
  func canvas(
    isRecorded: Bool, tile: (_ index: Int, _ reduction: Int) -> Tile
  ) throws(ReportError) -> Canvas {
    let plan = SheetPlan(
      count: cells.count, extent: extent,
      labelWidth: isNumbered ? (cells.map { PixelFont.width(of: $0.number) }.max() ?? 0) : nil,
      wantedSide: Self.wantedSide)
    guard let gridSize = plan.grid.size else {
      throw .pictureTooLarge(ImageSize(width: Int.max, height: Int.max))
    }
    let width = max(gridSize.width, header.smallestWidth)
    let headerHeight = header.height(within: width)
    let size = ImageSize(
      width: width + 2 * Self.margin, height: headerHeight + gridSize.height + 2 * Self.margin)
    guard let count = size.pixelCount, count <= 64_000_000 else { throw .pictureTooLarge(size) }

    var canvas = Canvas(size: size, background: SheetColours.ground, isRecorded: isRecorded)
    header.draw(on: &canvas, x: Self.margin, y: Self.margin, within: width)
    for index in cells.indices {
      let corner = plan.grid.corner(of: index)
      let (x, y) = (Self.margin + corner.x, Self.margin + headerHeight + corner.y)
      canvas.draw(tile(index, plan.reduction), x: x, y: y, enlargement: plan.enlargement)
      if plan.labelScale > 0 {
        label(cells[index], beneath: (x, y), plan: plan, on: &canvas)
      }
    }
    return canvas
  }

  private func label(
    _ cell: Cell, beneath corner: (x: Int, y: Int), plan: SheetPlan, on canvas: inout Canvas
  ) {
    let y = corner.y + plan.grid.tile.height + SheetPlan.labelGap
    let scale = plan.labelScale
    canvas.write(cell.number, x: corner.x, y: y, scale: scale, in: SheetColours.title)
    let room = plan.grid.tile.width - (PixelFont.width(of: cell.number) + 6) * scale
    let noteWidth = PixelFont.width(of: cell.note) * scale
    if noteWidth <= room {
      canvas.write(
        cell.note, x: corner.x + plan.grid.tile.width - noteWidth, y: y, scale: scale,
        in: SheetColours.quiet)
    }
  }
}
