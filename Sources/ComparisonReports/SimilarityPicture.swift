public import Pixels
public import Reports

/// A picture of scores between -1 and 1 of each filter with each other one: a heat map with
/// numbered rows and columns and a bar of its colours.
///
/// Scores without a sign are drawn in viridis from 0 to 1, those with a sign in diverging colours
/// from -1 to 1; what is not finite is drawn in `ColourMap.nonFinite`. Cells are enlarged while the
/// matrix stays near 1600 by 1000 pixels; a cell is never less than a pixel.
public struct SimilarityPicture: Sendable {
  /// Columns that stand side by side and belong together, for example to one family of kernels.
  public struct Group: Sendable {
    /// What stands beneath its columns.
    public let name: String

    /// How many columns it has, 0 or more.
    public let count: Int

    /// Creates a group.
    ///
    /// - Parameters:
    ///   - name: What stands beneath its columns.
    ///   - count: How many columns it has, 0 or more.
    public init(name: String, count: Int) {
      precondition(count >= 0, "a group has no negative count")
      self.name = name
      self.count = count
    }
  }

  let values: [Double]
  let rows: [Int]
  let columns: [Int]
  let columnGroups: [Group]
  let colours: ColourMap
  private let title: String
  private let rowName: String
  private let columnName: String

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - values: `rows * columns` scores, row by row.
  ///   - rows: How many rows there are, 0 or more.
  ///   - columns: How many columns there are, 0 or more.
  ///   - isSigned: Whether scores below zero mean something else than those above.
  ///   - title: What stands above.
  ///   - rowName: What the rows are, for example "learned filters".
  ///   - columnName: What the columns are.
  ///   - rowOrder: The rows from top to bottom, each once; nil for their own order. They keep their
  ///     numbers.
  ///   - columnOrder: The columns from left to right, each once; nil for their own order.
  ///   - columnGroups: Groups of columns from left to right as drawn, of as many columns together
  ///     as there are; none for no groups.
  public init(
    _ values: [Double], rows: Int, columns: Int, isSigned: Bool, title: String, rowName: String,
    columnName: String, rowOrder: [Int]? = nil, columnOrder: [Int]? = nil,
    columnGroups: [Group] = []
  ) {
    precondition(
      rows >= 0 && columns >= 0 && values.count == rows * columns, "scores fill the matrix")
    let rowOrder = rowOrder ?? Array(0..<rows)
    let columnOrder = columnOrder ?? Array(0..<columns)
    precondition(
      rowOrder.sorted() == Array(0..<rows) && columnOrder.sorted() == Array(0..<columns),
      "an order names each row or column once")
    precondition(
      columnGroups.isEmpty || columnGroups.reduce(0) { $0 + $1.count } == columns,
      "groups hold all columns")
    self.values = values
    self.rows = rowOrder
    self.columns = columnOrder
    self.columnGroups = columnGroups
    colours = isSigned ? .diverging : .viridis
    self.title = title
    self.rowName = rowName
    self.columnName = columnName
  }

  /// Draws the picture.
  ///
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  /// - Complexity: O(pixels).
  public func image() throws(ReportError) -> Image { try canvas().image }

  /// What the picture is drawn on.
  package func canvas() throws(ReportError) -> Canvas {
    let heading = PictureHeading(
      title: title,
      explanation: "Rows: \(rowName). Columns: \(columnName). "
        + (colours == .diverging
          ? "Colour: score, from -1 (blue) by 0 (white) to 1 (brown)."
          : "Colour: score without its sign, from 0 (dark) to 1 (light)."))
    return try MatrixPlot(matrix: self, heading: heading).canvas()
  }

  /// The colour of a score; with a sign, zero is in the middle.
  func colour(row: Int, column: Int) -> Colour {
    let value = values[rows[row] * columns.count + columns[column]]
    guard value.isFinite else { return ColourMap.nonFinite }
    return colours.colour(at: colours == .diverging ? (value + 1) / 2 : abs(value))
  }
}
