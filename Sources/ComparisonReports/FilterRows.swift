import Comparison
public import Pixels
public import Reports

/// A picture with a row for each learned filter: the filter, its best match among the handcrafted
/// ones, the Gabor function fitted to it, and what the fit leaves.
///
/// Zero is mid-grey in every tile. Filter, fit and rest share the filter's own symmetric scale, so
/// that they can be compared; the match has its own, for a score does not depend on a gain. Each
/// class has a marker. Rows stand in several columns, read from top to bottom, so that the picture
/// is near 16:10; names that are too long are cut.
public struct FilterRows: Sendable {
  private let rows: [FilterRow]
  private let title: String
  private let categories: [String]

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - rows: What is known about each filter, in order.
  ///   - title: What stands above, for example the file and the layer.
  ///   - categories: The names of all classes, in an order that is the same for all pictures.
  public init(_ rows: [FilterRow], title: String, categories: [String]) {
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
      holding: rows.flatMap { row in
        [row.learned.extent] + (row.match.map { [$0.placed.extent] } ?? [])
      })
    let page = RowPage(
      heading: PictureHeading(title: title, explanation: Self.explanation),
      legend: CategoryLegend(categories, used: rows.map(\.category)),
      columnTitles: zip(0..., ["filter", "match", "fit", "rest"]).map { index, name in
        (x: Self.tileX(index, slot), text: name)
      },
      rowSize: ImageSize(
        width: Self.tileX(4, slot) + Self.captionGap + Self.captionWidth,
        height: slot.size.height + Self.gap),
      count: rows.count)
    return try page.canvas { index, canvas, x, y in
      draw(rows[index], in: slot, on: &canvas, x: x, y: y)
    }
  }

  private static let explanation = """
    Each row: a learned filter, the handcrafted filter that is most like it (score: normalised \
    cross-correlation), the Gabor function fitted to it (R2, orientation, wavelength) and what the \
    fit leaves. Mid-grey is zero. Filter, fit and rest share one scale. "explained": share of the \
    variance of its responses that the handcrafted responses explain.
    """

  /// Pixels between tiles, and between rows.
  private static let gap = 12

  /// Pixels left of the tiles, for the number and the marker.
  private static let numberWidth = 58

  /// Pixels between the tiles and the captions, beside the gap.
  private static let captionGap = 2

  /// Characters of a line of a caption.
  private static let captionLength = 27

  private static let captionWidth = (captionLength * PixelFont.advance - 1) * PictureHeading.scale

  private static func tileX(_ index: Int, _ slot: TileSlot) -> Int {
    numberWidth + index * (slot.size.width + gap)
  }

  private func draw(
    _ row: FilterRow, in slot: TileSlot, on canvas: inout Canvas, x: Int, y: Int
  ) {
    let range = row.learned.symmetricRange
    let tiles = [
      row.learned.tile(range: range),
      row.match.map { $0.placed.tile(range: $0.placed.symmetricRange) },
      row.fit.map { $0.filter.tile(range: range) },
      row.residual.map { $0.tile(range: range) },
    ]
    for (index, tile) in tiles.enumerated() {
      let left = x + Self.tileX(index, slot)
      if let tile {
        slot.draw(tile, on: &canvas, x: left, y: y)
      } else {
        slot.drawMissing(on: &canvas, x: left, y: y)
      }
    }
    RowPage.drawNumber(row.number, category: row.category, on: &canvas, x: x, y: y)
    let left = x + Self.tileX(4, slot) + Self.captionGap
    for (index, line) in Self.captions(of: row).enumerated() {
      canvas.write(
        line.shortened(to: Self.captionLength), x: left, y: y + 2 + index * PictureHeading.lineStep,
        scale: PictureHeading.scale, in: index == 0 ? SheetColours.title : SheetColours.quiet)
    }
  }

  /// Whole degrees below 180.
  private static func orientation(of fit: FilterRow.Fit) -> String {
    let degrees = fit.orientationDegrees.rounded()
    return (degrees == 180 ? 0 : degrees).text(decimals: 0)
  }

  private static func captions(of row: FilterRow) -> [String] {
    var lines = [
      row.match.map { "\($0.score.text(decimals: 2)) \($0.placed.name)" } ?? "no match",
      row.fit.map { fit in
        "R2 \(fit.rSquared.text(decimals: 2))  \(orientation(of: fit)) deg"
          + "  \(fit.wavelengthPixels.text(decimals: 1)) px"
      } ?? "no fit",
    ]
    if let explained = row.explainedVariance {
      lines.append("explained \(explained.text(decimals: 2))")
    }
    return lines
  }
}
