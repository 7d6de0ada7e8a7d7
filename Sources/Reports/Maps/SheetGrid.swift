package import Pixels

/// How equal tiles stand on a sheet: in how many columns, and how large.
package struct SheetGrid: Equatable {
  /// How many tiles there are.
  package let count: Int

  /// Tiles in a row.
  package let columns: Int

  /// Pixels of a tile.
  package let tile: ImageSize

  /// Pixels from a tile to the next, across and down.
  package let step: ImageSize

  /// Pixels between tiles.
  package let gutter: Int

  /// Chooses the number of columns for which the sheet is a little wider than high, and prefers
  /// full rows; up to three tiles stand in one row.
  ///
  /// - Parameters:
  ///   - count: How many tiles there are.
  ///   - tile: Pixels of a tile.
  ///   - label: Pixels that a label needs beneath a tile; no pixels for no labels.
  ///   - gutter: Pixels between tiles; nil for a twelfth of a tile, 2 to 8.
  package init(count: Int, tile: ImageSize, label: ImageSize, gutter: Int? = nil) {
    self.count = count
    self.tile = tile
    let gutter = gutter ?? min(max(max(tile.width, tile.height) / 12, 2), 8)
    self.gutter = gutter
    step = ImageSize(
      width: max(tile.width, label.width) + gutter, height: tile.height + label.height + gutter)
    columns = Self.columns(for: count, step: step)
  }

  /// Rows of tiles.
  package var rows: Int { (count + columns - 1) / columns }

  /// Pixels of all tiles with the gutters between them; nil where they cannot be counted.
  package var size: ImageSize? {
    let (width, wide) = columns.multipliedReportingOverflow(by: step.width)
    let (height, high) = rows.multipliedReportingOverflow(by: step.height)
    guard !wide, !high else { return nil }
    return ImageSize(width: max(width - gutter, 0), height: max(height - gutter, 0))
  }

  /// The top left corner of a tile.
  package func corner(of index: Int) -> (x: Int, y: Int) {
    (index % columns * step.width, index / columns * step.height)
  }

  private static func columns(for count: Int, step: ImageSize) -> Int {
    if count <= 3 { return max(count, 1) }
    var best = (columns: 1, cost: Double.infinity)
    // More columns than this are wider than any sheet.
    for columns in 1...min(count, 1000) {
      let rows = (count + columns - 1) / columns
      let shape = Double(columns * step.width) / Double(rows * step.height) / wantedShape
      let empty = Double(columns * rows - count) / Double(count)
      let cost = max(shape, 1 / shape) + empty + (empty > 0 ? raggedCost : 0)
      if cost < best.cost { best = (columns, cost) }
    }
    return best.columns
  }

  /// Width divided by height that a sheet should have.
  private static let wantedShape = 1.15

  /// What an incomplete last row costs beside its empty places: as much as being too wide by 0.6.
  private static let raggedCost = 0.6
}
