import Comparison
public import Pixels
public import Reports

/// A picture with a row for each learned filter: the filter, and the one of another network that is
/// most like it, as it was placed.
///
/// Zero is mid-grey in every tile; each tile has a symmetric scale of its own.
public struct CounterpartRows: Sendable {
  private let rows: [FilterRow]
  private let title: String
  private let categories: [String]

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - rows: The filters with their matches, in order.
  ///   - title: What stands above.
  ///   - categories: The names of all classes.
  public init(_ rows: [FilterRow], title: String, categories: [String]) {
    self.rows = rows
    self.title = title
    self.categories = categories
  }

  /// Draws the picture.
  ///
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  /// - Complexity: O(weights + pixels).
  public func image() throws(ReportError) -> Image { try canvas().image }

  /// What the picture is drawn on.
  package func canvas() throws(ReportError) -> Canvas {
    let slot = TileSlot(holding: rows.map(\.learned.extent))
    let (number, gap, captionWidth) = (58, 12, 15 * PixelFont.advance * PictureHeading.scale)
    let step = slot.size.width + gap
    let page = RowPage(
      heading: PictureHeading(
        title: title,
        explanation: """
          Each row: a learned filter, and the filter of the other network that is most like it, over \
          shift and sign, with its number and the score (normalised cross-correlation); * where each is \
          the best match of the other. Mid-grey is zero.
          """),
      legend: CategoryLegend(categories, used: rows.map(\.category)),
      columnTitles: [(number, "filter"), (number + step, "other")],
      rowSize: ImageSize(
        width: number + 2 * step + captionWidth, height: slot.size.height + gap),
      count: rows.count)
    return try page.canvas { index, canvas, x, y in
      let row = rows[index]
      let tiles = [row.learned, row.match?.placed].map { filter in
        filter.map { $0.tile(range: $0.symmetricRange) }
      }
      for (place, tile) in tiles.enumerated() {
        let left = x + number + place * step
        if let tile {
          slot.draw(tile, on: &canvas, x: left, y: y)
        } else {
          slot.drawMissing(on: &canvas, x: left, y: y)
        }
      }
      RowPage.drawNumber(row.number, category: row.category, on: &canvas, x: x, y: y)
      let caption = row.match.map { "\($0.score.text(decimals: 2)) \($0.placed.name)" }
      canvas.write(
        (caption ?? "no match").shortened(to: 14), x: x + number + 2 * step, y: y + 2,
        scale: PictureHeading.scale, in: SheetColours.title)
    }
  }
}
