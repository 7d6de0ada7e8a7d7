import Pixels

/// The scale of the tiles of a sheet: as large as is useful while the sheet stays of a useful size.
struct SheetPlan {
  /// Where the tiles stand.
  let grid: SheetGrid

  /// Pixels that a value, or a box of values, is drawn with.
  let enlargement: Enlargement

  /// Values along the side of a box that becomes one pixel; 1 where tiles are not reduced.
  let reduction: Int

  /// Pixels along the side of a dot of a label; 0 where there are no labels.
  let labelScale: Int

  /// Pixels between a tile and its label.
  static let labelGap = 3

  /// Pixels that the longer side of a small tile is enlarged to, at most.
  private static let usefulSide = 120

  /// Pixels down that a map of a single row is drawn with, as a line could not be seen; so for a
  /// single column.
  private static let usefulThickness = 16

  /// Plans a sheet.
  ///
  /// - Parameters:
  ///   - count: How many tiles there are.
  ///   - extent: Values across and down of a tile.
  ///   - labelWidth: Dots of the widest label; nil for no labels.
  ///   - wantedSide: Pixels that no side of the grid should exceed; where the smallest tiles do,
  ///     labels are left out.
  init(count: Int, extent: ImageSize, labelWidth: Int?, wantedSide: Int) {
    let longer = max(extent.width, extent.height, 1)
    for enlargement in stride(from: max(Self.usefulSide / longer, 1), through: 1, by: -1) {
      self.init(
        count: count, extent: extent, labelWidth: labelWidth, enlargement: enlargement,
        reduction: 1)
      if fits(wantedSide) { return }
    }
    // No tile of a sheet that fits is larger than the sheet.
    var reduction = max((longer + wantedSide - 1) / wantedSide, 2)
    while longer / reduction >= Self.usefulThickness {
      self.init(
        count: count, extent: extent, labelWidth: labelWidth, enlargement: 1, reduction: reduction)
      if fits(wantedSide) { return }
      reduction += 1
    }
    let smallest = longer > Self.usefulThickness ? longer / Self.usefulThickness : 1
    self.init(
      count: count, extent: extent, labelWidth: nil, enlargement: 1, reduction: smallest)
  }

  private init(
    count: Int, extent: ImageSize, labelWidth: Int?, enlargement: Int, reduction: Int
  ) {
    let values = ImageSize(
      width: (extent.width + reduction - 1) / reduction,
      height: (extent.height + reduction - 1) / reduction)
    let thick = max(enlargement, Self.usefulThickness)
    self.enlargement = Enlargement(
      x: extent.width == 1 && extent.height > 1 ? thick : enlargement,
      y: extent.height == 1 && extent.width > 1 ? thick : enlargement)
    self.reduction = reduction
    let tile = ImageSize(
      width: values.width * self.enlargement.x, height: values.height * self.enlargement.y)
    var label = ImageSize(width: 0, height: 0)
    if let labelWidth {
      label = ImageSize(width: labelWidth, height: PixelFont.height + Self.labelGap)
    }
    labelScale = labelWidth == nil ? 0 : 1
    grid = SheetGrid(count: count, tile: tile, label: label)
  }

  private func fits(_ side: Int) -> Bool {
    guard let size = grid.size else { return false }
    return size.width <= side && size.height <= side
  }
}
