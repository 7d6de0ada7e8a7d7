import Pixels
import Reports

/// Rows in several columns beneath a heading, a legend and titles of what stands in the rows.
struct RowPage {
  let heading: PictureHeading
  let legend: CategoryLegend

  /// Titles above each column of rows, with their places from the left of a row.
  let columnTitles: [(x: Int, text: String)]

  /// Pixels of a row, the space to the next one included.
  let rowSize: ImageSize

  /// How many rows there are.
  let count: Int

  /// Pixels between columns of rows.
  private static let gutter = 40

  /// A picture is at least so wide, for its heading.
  private static let smallestWidth = 900

  /// Draws the page.
  ///
  /// - Parameter row: Draws a row at a place.
  /// - Returns: What it is drawn on.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  func canvas(
    row: (_ index: Int, _ canvas: inout Canvas, _ x: Int, _ y: Int) -> Void
  ) throws(ReportError) -> Canvas {
    let grid = RowColumns(count: count, row: rowSize, gutter: Self.gutter, headerHeight: 160)
    guard let rowsSize = grid.size else {
      throw .pictureTooLarge(ImageSize(width: Int.max, height: Int.max))
    }
    let margin = PictureSize.margin
    let width = max(rowsSize.width, legend.smallestWidth, Self.smallestWidth)
    let legendTop = margin + heading.height(within: width)
    let titleTop = legendTop + legend.height(within: width)
    let rowTop = titleTop + PictureHeading.lineStep
    var canvas = try PictureSize.canvas(
      width: width + 2 * margin, height: rowTop + rowsSize.height + margin)

    heading.draw(on: &canvas, x: margin, y: margin, within: width)
    legend.draw(on: &canvas, x: margin, y: legendTop, within: width)
    for column in 0..<(count == 0 ? 0 : grid.columns) {
      for title in columnTitles {
        canvas.write(
          title.text, x: margin + column * grid.step.width + title.x, y: titleTop,
          scale: PictureHeading.scale, in: SheetColours.quiet)
      }
    }
    for index in 0..<count {
      let corner = grid.corner(of: index)
      row(index, &canvas, margin + corner.x, rowTop + corner.y)
    }
    return canvas
  }

  /// Writes the number of a filter, with the marker of its class beneath.
  static func drawNumber(
    _ number: Int, category: Int?, on canvas: inout Canvas, x: Int, y: Int
  ) {
    let text = "\(number)"
    // Numbers of more digits than are usual are smaller, so that they do not reach the tile.
    let scale = text.utf8.count <= 4 ? 2 : 1
    canvas.write(text, x: x, y: y + 2, scale: scale, in: SheetColours.title)
    if let category {
      CategoryMarker(index: category)
        .draw(on: &canvas, centre: SIMD2(Double(x) + 10, Double(y) + 38), radius: 8)
    }
  }
}
