public import Pixels
public import Reports

/// A picture of how alike the layers of two networks are: a heat map with the names of the layers and a
/// bar of its colours.
public struct AlignmentPicture: Sendable {
  private let alignment: DepthReport.Alignment
  private let title: String
  private let names: (rows: String, columns: String)

  private static let scale = PictureHeading.scale

  /// Pixels of a cell, at least as high as a line of text.
  private static let largestCell = 28
  private static let smallestCell = 20

  /// Pixels that the matrix should not exceed in either direction.
  private static let wanted = 1400

  /// Characters of a name.
  private static let longestName = 32

  /// Pixels that a bar of colours needs at the right, with its labels.
  private static let barRoom = 110

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - alignment: The layers.
  ///   - title: What stands above.
  ///   - rows: What the rows are, for example the file of the network.
  ///   - columns: What the columns are.
  public init(_ alignment: DepthReport.Alignment, title: String, rows: String, columns: String) {
    self.alignment = alignment
    self.title = title
    names = (rows, columns)
  }

  /// Draws the picture.
  ///
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  /// - Complexity: O(pixels).
  public func image() throws(ReportError) -> Image { try canvas().image }

  /// What the picture is drawn on.
  package func canvas() throws(ReportError) -> Canvas {
    let margin = PictureSize.margin
    let heading = PictureHeading(
      title: title,
      explanation: """
        Rows: layers of \(names.rows). Columns: layers of \(names.columns). Colour: linear CKA, from 0 \
        and below (dark) to 1 (light), over \(alignment.samples) samples; grey where maps are constant.
        """)
    let rows = alignment.rows.map { $0.shortened(to: Self.longestName) }
    let columns = alignment.columns.map { $0.shortened(to: Self.longestName) }
    let most = max(rows.count, columns.count, 1)
    let cell = min(max(Self.wanted / most, Self.smallestCell), Self.largestCell)
    let left = margin + Self.longest(rows) + 10
    let width = max(left + columns.count * cell + Self.barRoom, 800)
    let top = margin + heading.height(within: width - margin) + Self.longest(columns) + 10
    let height = max(rows.count * cell, 160)
    var canvas = try PictureSize.canvas(width: width + margin, height: top + height + margin)
    heading.draw(on: &canvas, x: margin, y: margin, within: width - margin)
    let lower = (cell - PixelFont.ascent * Self.scale) / 2
    for (index, name) in rows.enumerated() {
      canvas.write(
        name, .trailing, x: left - 10, y: top + index * cell + lower, scale: Self.scale,
        in: SheetColours.quiet)
    }
    for (index, name) in columns.enumerated() {
      canvas.writeUpwards(
        name, x: left + index * cell + lower, y: top - 10, scale: Self.scale,
        in: SheetColours.quiet)
    }
    for (row, values) in alignment.values.enumerated() {
      for (column, value) in values.enumerated() {
        canvas.fill(
          x: left + column * cell, y: top + row * cell, width: cell, height: cell,
          with: value.map { ColourMap.viridis.colour(at: min(max($0, 0), 1)) }
            ?? SheetColours.frame)
      }
    }
    drawBar(
      on: &canvas, x: left + columns.count * cell + 24, y: top, height: min(height, 400))
    return canvas
  }

  private func drawBar(on canvas: inout Canvas, x: Int, y: Int, height: Int) {
    for row in 0..<height {
      canvas.fill(
        x: x, y: y + row, width: 28, height: 1,
        with: ColourMap.viridis.colour(at: 1 - Double(row) / Double(height - 1)))
    }
    for (index, label) in ["1", "0.5", "0"].enumerated() {
      canvas.write(
        label, x: x + 36, y: y + index * (height - PixelFont.ascent * Self.scale) / 2,
        scale: Self.scale, in: SheetColours.quiet)
    }
  }

  private static func longest(_ names: [String]) -> Int {
    names.map { PixelFont.width(of: $0) * scale }.max() ?? 0
  }
}
