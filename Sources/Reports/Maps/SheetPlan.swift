package import Pixels

/// The scale of the tiles of a sheet: as large as is useful while the sheet stays of a useful size.
package struct SheetPlan {
  /// Where the tiles stand.
  package let grid: SheetGrid

  /// Pixels that a value, or a box of values, is drawn with.
  package let enlargement: Enlargement

  /// Values along the side of a box that becomes one pixel; 1 where tiles are not reduced.
  package let reduction: Int

  /// Pixels along the side of a dot of a label; 0 where there are no labels.
  package let labelScale: Int

  /// Pixels between a tile and its label.
  static let labelGap = 3

  /// Pixels that the longer side of a small tile is enlarged to, at most.
  private static let usefulSide = 120

  /// The same for a map of a single row or column.
  private static let usefulLength = 480

  /// Pixels across a single row, down a single column: a thin line could not be seen.
  private static let usefulThickness = 16

  /// Pixels that the longer side of a large tile is reduced to, at least.
  private static let smallestSide = 8

  /// Pixels across a tile from which labels are twice as large.
  private static let largeTile = 240

  /// Plans a sheet.
  ///
  /// Tiles become smaller until the grid fits the wanted side; where the smallest do not fit, labels
  /// are left out, and where that does not help either, the sheet is larger than wanted.
  ///
  /// - Parameters:
  ///   - count: How many tiles there are.
  ///   - extent: Values across and down of a tile.
  ///   - labelWidth: Dots of the widest label; nil for no labels.
  ///   - wantedSide: Pixels that no side of the grid should exceed.
  package init(count: Int, extent: ImageSize, labelWidth: Int?, wantedSide: Int) {
    let scales = Self.scales(for: extent, wantedSide: wantedSide)
    for width in labelWidth == nil ? [nil] : [labelWidth, nil] {
      for scale in scales {
        self.init(count: count, extent: extent, labelWidth: width, scale: scale)
        if let size = grid.size, max(size.width, size.height) <= wantedSide { return }
      }
    }
    self.init(
      count: count, extent: extent, labelWidth: nil,
      scale: scales.last ?? Scale(enlargement: 1, reduction: 1))
  }

  /// A value becomes a square of pixels, or a square of values a pixel: one of both is 1.
  private struct Scale {
    let enlargement: Int
    let reduction: Int
  }

  /// The scales to try, the largest first.
  private static func scales(for extent: ImageSize, wantedSide: Int) -> [Scale] {
    let longer = max(extent.width, extent.height, 1)
    let isLine = min(extent.width, extent.height) == 1 && longer > 1
    let largest = max((isLine ? usefulLength : usefulSide) / longer, 1)
    var scales = stride(from: largest, through: 1, by: -1).map {
      Scale(enlargement: $0, reduction: 1)
    }
    // A tile larger than the sheet needs no trial.
    var reduction = max(longer / max(wantedSide, 1), 2)
    while longer / reduction >= smallestSide {
      scales.append(Scale(enlargement: 1, reduction: reduction))
      reduction += max(reduction / 16, 1)
    }
    return scales
  }

  private init(count: Int, extent: ImageSize, labelWidth: Int?, scale: Scale) {
    reduction = scale.reduction
    let thick = max(scale.enlargement, Self.usefulThickness)
    enlargement = Enlargement(
      x: extent.width == 1 && extent.height > 1 ? thick : scale.enlargement,
      y: extent.height == 1 && extent.width > 1 ? thick : scale.enlargement)
    let tile = ImageSize(
      width: (extent.width + reduction - 1) / reduction * enlargement.x,
      height: (extent.height + reduction - 1) / reduction * enlargement.y)
    var label = ImageSize(width: 0, height: 0)
    if let labelWidth {
      labelScale = tile.width < Self.largeTile ? 1 : 2
      label = ImageSize(
        width: labelWidth * labelScale, height: PixelFont.height * labelScale + Self.labelGap)
    } else {
      labelScale = 0
    }
    grid = SheetGrid(count: count, tile: tile, label: label)
  }
}
