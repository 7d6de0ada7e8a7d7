import Pixels
import Reports

/// Where the parts of a similarity matrix stand, and how they are drawn.
struct MatrixPlot {
  private let matrix: SimilarityPicture
  private let heading: PictureHeading
  private let cell: ImageSize

  private static let scale = PictureHeading.scale

  /// Pixels that the matrix should not exceed.
  private static let wanted = ImageSize(width: 1600, height: 1000)

  /// Pixels along the longer side of a cell, at most.
  private static let largestCell = 48

  /// Pixels that a bar of colours needs at the right, with its labels.
  private static let barRoom = 110

  /// Pixels across the bar.
  private static let barWidth = 28

  /// A picture is at least so wide, for its heading.
  private static let smallestWidth = 800

  init(matrix: SimilarityPicture, heading: PictureHeading) {
    self.matrix = matrix
    self.heading = heading
    let wide = min(max(Self.wanted.width / max(matrix.columns.count, 1), 1), Self.largestCell)
    let high = min(max(Self.wanted.height / max(matrix.rows.count, 1), 1), Self.largestCell)
    // Cells of square matrices are square, and others are not drawn out beyond recognition.
    let ratio = matrix.columns.count == matrix.rows.count ? 1 : 4
    cell = ImageSize(width: min(wide, ratio * high), height: min(high, ratio * wide))
  }

  func canvas() throws(ReportError) -> Canvas {
    let margin = PictureSize.margin
    let (across, isTooWide) = cell.width.multipliedReportingOverflow(by: matrix.columns.count)
    let (down, isTooHigh) = cell.height.multipliedReportingOverflow(by: matrix.rows.count)
    guard !isTooWide, !isTooHigh else {
      throw .pictureTooLarge(ImageSize(width: Int.max, height: Int.max))
    }
    let left = margin + Self.width(of: matrix.rows.count) + 10
    let width = max(left + across + Self.barRoom, Self.smallestWidth)
    let top = margin + heading.height(within: width - margin) + PictureHeading.lineStep
    let groups = GroupMarks(matrix.columnGroups, columnWidth: cell.width)
    let plotHeight = max(down, 160)
    var canvas = try PictureSize.canvas(
      width: width + margin,
      height: top + plotHeight + groups.height(within: width - margin) + margin)

    heading.draw(on: &canvas, x: margin, y: margin, within: width - margin)
    drawCells(on: &canvas, x: left, y: top)
    drawNumbers(on: &canvas, x: left, y: top)
    groups.draw(
      on: &canvas, x: left, y: top + plotHeight, listX: margin, within: width - margin)
    drawBar(on: &canvas, x: left + across + 24, y: top, height: min(plotHeight, 400))
    return canvas
  }

  private func drawCells(on canvas: inout Canvas, x: Int, y: Int) {
    let colours = matrix.rows.indices.flatMap { row in
      matrix.columns.indices.map { matrix.colour(row: row, column: $0) }
    }
    let size = ImageSize(width: matrix.columns.count, height: matrix.rows.count)
    canvas.draw(
      Tile(size: size, pixels: colours), x: x, y: y,
      enlargement: Enlargement(x: cell.width, y: cell.height))
  }

  /// Every k-th number, so that they do not touch.
  private func drawNumbers(on canvas: inout Canvas, x: Int, y: Int) {
    let rowStep = AxisSteps.wholeStep(
      for: matrix.rows.count, most: matrix.rows.count * cell.height / 20)
    for row in stride(from: 0, to: matrix.rows.count, by: rowStep) {
      canvas.write(
        "\(matrix.rows[row])", .trailing, x: x - 8,
        y: y + row * cell.height + (cell.height - PixelFont.ascent * Self.scale) / 2,
        scale: Self.scale, in: SheetColours.quiet)
    }
    let room = Self.width(of: matrix.columns.count) + 14
    let columnStep = AxisSteps.wholeStep(
      for: matrix.columns.count, most: matrix.columns.count * cell.width / room)
    for column in stride(from: 0, to: matrix.columns.count, by: columnStep) {
      canvas.write(
        "\(matrix.columns[column])", .centred, x: x + column * cell.width + cell.width / 2,
        y: y - PictureHeading.lineStep, scale: Self.scale, in: SheetColours.quiet)
    }
  }

  private func drawBar(on canvas: inout Canvas, x: Int, y: Int, height: Int) {
    for row in 0..<height {
      let position = 1 - Double(row) / Double(height - 1)
      canvas.fill(
        x: x, y: y + row, width: Self.barWidth, height: 1,
        with: matrix.colours.colour(at: position))
    }
    let labels = matrix.colours == .diverging ? ["1", "0", "-1"] : ["1", "0.5", "0"]
    for (index, label) in labels.enumerated() {
      let middle = y + index * (height - PixelFont.ascent * Self.scale) / 2
      canvas.write(
        label, x: x + Self.barWidth + 8, y: middle, scale: Self.scale, in: SheetColours.quiet)
    }
  }

  /// Pixels of the largest of so many numbers.
  private static func width(of count: Int) -> Int {
    PixelFont.width(of: "\(max(count - 1, 0))") * scale
  }
}
