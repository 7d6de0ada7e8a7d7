import Comparison
public import Pixels
public import Reports

/// A picture of the strongest patches of each learned filter: a row a filter, with the filter, the
/// patches and the response under each.
///
/// Zero is mid-grey in a filter, and each filter has its own scale. Rows stand in several columns,
/// read from top to bottom, so that the picture is near 16:10.
public struct PatchSheet: Sendable {
  private let rows: [PatchRow]
  private let title: String
  private let categories: [String]

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - rows: The filters with their patches, in order.
  ///   - title: What stands above.
  ///   - categories: The names of all classes, in an order that is the same for all pictures.
  public init(_ rows: [PatchRow], title: String, categories: [String]) {
    precondition(
      rows.allSatisfy { $0.category.map(categories.indices.contains) ?? true },
      "a class is an index of the list of classes")
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
    let slot = TileSlot(
      holding: rows.flatMap { row in [row.learned.extent] + row.patches.map(\.image.size) })
    let most = max(rows.map(\.patches.count).max() ?? 0, 1)
    let page = RowPage(
      heading: PictureHeading(title: title, explanation: Self.explanation),
      legend: CategoryLegend(categories, used: rows.map(\.category)),
      columnTitles: [
        (x: Self.numberWidth, text: "filter"), (x: Self.patchX(0, slot), text: "patches"),
      ],
      rowSize: ImageSize(
        width: Self.patchX(most, slot) - Self.gap,
        height: slot.size.height + 4 + PixelFont.height * PictureHeading.scale + Self.gap),
      count: rows.count)
    return try page.canvas { index, canvas, x, y in
      draw(rows[index], in: slot, on: &canvas, x: x, y: y)
    }
  }

  private static let explanation = """
    Each row: a learned filter (mid-grey is zero) and the places in the images where its response \
    is strongest, the strongest first, with the response under each.
    """

  /// Pixels between tiles, and between rows.
  private static let gap = 8

  /// Pixels left of the tiles, for the number and the marker.
  private static let numberWidth = 58

  /// Pixels between the filter and its patches.
  private static let patchGap = 22

  private static func patchX(_ index: Int, _ slot: TileSlot) -> Int {
    numberWidth + slot.size.width + patchGap + index * (slot.size.width + gap)
  }

  private func draw(
    _ row: PatchRow, in slot: TileSlot, on canvas: inout Canvas, x: Int, y: Int
  ) {
    RowPage.drawNumber(row.number, category: row.category, on: &canvas, x: x, y: y)
    slot.draw(
      row.learned.tile(range: row.learned.symmetricRange), on: &canvas, x: x + Self.numberWidth,
      y: y)
    if row.patches.isEmpty {
      slot.drawMissing(on: &canvas, x: x + Self.patchX(0, slot), y: y)
    }
    for (index, patch) in row.patches.enumerated() {
      let left = x + Self.patchX(index, slot)
      slot.draw(patch.image.tile, on: &canvas, x: left, y: y)
      let text = patch.response.text(significantDigits: 3)
      let isShort = PixelFont.width(of: text) * PictureHeading.scale <= slot.size.width
      canvas.write(
        text.shortened(to: PictureHeading.characters(within: slot.size.width, scale: 1)), .centred,
        x: left + slot.size.width / 2, y: y + slot.size.height + 4,
        scale: isShort ? PictureHeading.scale : 1, in: SheetColours.quiet)
    }
  }
}
