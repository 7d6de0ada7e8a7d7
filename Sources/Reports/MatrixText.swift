import Kernels

/// Numbers in aligned rows and columns, one of them in brackets.
struct MatrixText {
  /// More rows or columns than this are not written out.
  private static let largestSide = 32

  /// The numbers from the first row to the last, as they are shown.
  let cells: ArraySlice<String>

  /// How many of them make a row, 1 or more.
  let width: Int

  /// Which one stands in brackets; nil for none.
  let marked: Anchor?

  /// One line a row.
  var lines: [String] {
    let height = cells.count / width
    guard max(width, height) <= Self.largestSide else {
      return ["(\(height) rows of \(width) numbers are not written out)"]
    }
    let columns = (0..<width).map { x in
      TextTable.Alignment.decimal.padded(
        (0..<height).map { y in cells[cells.startIndex + y * width + x] })
    }
    return (0..<height).map { y in
      (0..<width).map { x in
        marked == Anchor(x: x, y: y) ? "[\(columns[x][y])]" : " \(columns[x][y]) "
      }.joined().withoutTrailingSpaces
    }
  }
}
