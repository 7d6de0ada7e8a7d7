import Pixels
import ComparisonReports
import Reports
import Testing

@Suite("Rows in columns")
struct RowColumnsTests {
  private func grid(_ count: Int) -> RowColumns {
    RowColumns(
      count: count, row: ImageSize(width: 680, height: 78), gutter: 40, headerHeight: 160)
  }

  @Test("96 rows stand in four columns, read downwards")
  func alexNet() {
    let grid = grid(96)
    #expect(grid.columns == 4)
    #expect(grid.rows == 24)
    #expect(grid.size == ImageSize(width: 4 * 720 - 40, height: 24 * 78))
    #expect(grid.corner(of: 0) == (0, 0))
    #expect(grid.corner(of: 23) == (0, 23 * 78))
    #expect(grid.corner(of: 24) == (720, 0))
  }

  @Test("no column is empty", arguments: [0, 1, 2, 3, 5, 7, 64, 97, 1000])
  func full(count: Int) {
    let grid = grid(count)
    #expect(grid.columns * grid.rows >= count)
    #expect(count == 0 || (grid.columns - 1) * grid.rows < count)
  }
}
