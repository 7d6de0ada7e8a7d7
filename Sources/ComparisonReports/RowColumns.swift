package import Pixels

/// How equal rows stand beside each other in several columns, each filled from top to bottom.
package struct RowColumns: Equatable {
  /// Columns of rows.
  package let columns: Int

  /// Rows in a full column.
  package let rows: Int

  /// Pixels from a row to the next and from a column to the next.
  package let step: ImageSize

  /// Pixels between columns.
  private let gutter: Int

  /// Chooses the number of columns for which the page is nearest to 16:10, and prefers full ones.
  ///
  /// - Parameters:
  ///   - count: How many rows there are.
  ///   - row: Pixels of a row, the space to the next one included.
  ///   - gutter: Pixels between columns.
  ///   - headerHeight: Pixels above the rows.
  package init(count: Int, row: ImageSize, gutter: Int, headerHeight: Int) {
    step = ImageSize(width: row.width + gutter, height: row.height)
    self.gutter = gutter
    var best = (columns: 1, cost: Double.infinity)
    // More columns than this are wider than any picture.
    for columns in 1...min(max(count, 1), 500) {
      let rows = (count + columns - 1) / columns
      let width = columns * step.width - gutter
      let shape = Double(width) / Double(max(rows * row.height + headerHeight, 1)) / 1.6
      let cost = max(shape, 1 / shape) + (columns * rows == count ? 0 : 0.1)
      if cost < best.cost { best = (columns, cost) }
    }
    rows = max((count + best.columns - 1) / best.columns, 1)
    // Fewer columns may hold as many rows.
    columns = max((count + rows - 1) / rows, 1)
  }

  /// Pixels of all rows; nil where they cannot be counted.
  package var size: ImageSize? {
    let (height, isTooHigh) = rows.multipliedReportingOverflow(by: step.height)
    return isTooHigh ? nil : ImageSize(width: columns * step.width - gutter, height: height)
  }

  /// The top left corner of a row.
  package func corner(of index: Int) -> (x: Int, y: Int) {
    (index / rows * step.width, index % rows * step.height)
  }
}
