import Pixels
import Reports
import Testing

@Suite("Plans of sheets")
struct SheetPlanTests {
  private func plan(_ count: Int, _ width: Int, _ height: Int, label: Int? = 11) -> SheetPlan {
    SheetPlan(
      count: count, extent: ImageSize(width: width, height: height), labelWidth: label,
      wantedSide: 1940)
  }

  @Test(
    "the grid is near-square, with full rows where that is near",
    arguments: [
      (1, 1, 1), (2, 2, 1), (3, 3, 1), (4, 2, 2), (20, 5, 4), (64, 8, 8), (96, 12, 8),
      (100, 10, 10), (128, 16, 8), (192, 16, 12), (256, 16, 16), (384, 24, 16),
    ])
  func columns(count: Int, columns: Int, rows: Int) {
    let grid = plan(count, 55, 55).grid
    #expect(grid.columns == columns)
    #expect(grid.rows == rows)
  }

  @Test("maps of a single row stand beneath each other")
  func wideTiles() {
    let plan = plan(7, 90, 1)
    #expect(plan.grid.columns == 1)
    #expect(plan.enlargement == Enlargement(x: 5, y: 16))
    #expect(plan.grid.tile == ImageSize(width: 450, height: 16))
  }

  @Test("tiny maps are enlarged by a whole number, large ones reduced")
  func scales() {
    #expect(plan(96, 13, 13).enlargement == Enlargement(x: 9, y: 9))
    #expect(plan(96, 55, 55).enlargement == Enlargement(x: 2, y: 2))
    #expect(plan(96, 224, 224).reduction == 2)
    #expect(plan(96, 224, 224).grid.tile == ImageSize(width: 112, height: 112))
    #expect(plan(1, 4000, 3000).reduction == 3)
    #expect(plan(1, 4000, 3000).grid.tile == ImageSize(width: 1334, height: 1000))
  }

  @Test(
    "a sheet stays below 2000 pixels",
    arguments: [(1000, 1, 1), (1000, 55, 55), (4096, 1, 1), (10000, 55, 55), (12, 100_000, 1)])
  func limits(count: Int, width: Int, height: Int) throws {
    let size = try #require(plan(count, width, height, label: 23).grid.size)
    #expect(max(size.width, size.height) <= 1940)
    #expect(min(size.width, size.height) >= 200)
  }

  @Test("labels are left out only where they do not fit")
  func labels() {
    #expect(plan(1000, 13, 13, label: 17).labelScale == 1)
    #expect(plan(10000, 55, 55, label: 23).labelScale == 0)
    #expect(plan(1, 300, 300).labelScale == 2)
    #expect(plan(4, 8, 8, label: nil).labelScale == 0)
  }

  @Test("layers without maps or maps without values have a plan")
  func empty() {
    #expect(plan(0, 5, 5).grid.rows == 0)
    #expect(plan(3, 0, 5).grid.tile.width == 0)
  }

  @Test("tiles stand one step apart")
  func corners() {
    let grid = SheetGrid(
      count: 96, tile: ImageSize(width: 48, height: 48), label: ImageSize(width: 11, height: 12))
    #expect(grid.step == ImageSize(width: 52, height: 64))
    #expect(grid.size == ImageSize(width: 620, height: 508))
    #expect(grid.corner(of: 13) == (52, 64))
  }
}
