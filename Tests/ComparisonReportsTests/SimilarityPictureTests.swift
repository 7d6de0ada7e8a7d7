import Pixels
import ComparisonReports
import Reports
import Testing
import _TestSupport

@Suite("Similarity matrices")
struct SimilarityPictureTests {
  private func matrix(
    _ values: [Double], rows: Int, columns: Int, isSigned: Bool = true, rowOrder: [Int]? = nil,
    columnOrder: [Int]? = nil, groups: [SimilarityPicture.Group] = []
  ) throws -> Image {
    try SimilarityPicture(
      values, rows: rows, columns: columns, isSigned: isSigned, title: "m", rowName: "learned",
      columnName: "handcrafted", rowOrder: rowOrder, columnOrder: columnOrder,
      columnGroups: groups
    ).image()
  }

  /// The first pixel of a cell of 48 by 48: beneath the plot of 160 pixels there is a margin of 24.
  private func cell(_ row: Int, _ column: Int, of image: Image) -> [UInt8] {
    image.pixel(24 + 10 + 10 + column * 48, image.height - 24 - 160 + row * 48)
  }

  @Test("signed scores are blue, white and brown, and what is no number magenta")
  func signed() throws {
    let image = try matrix([1, -1, 0, .nan], rows: 2, columns: 2)
    #expect(cell(0, 0, of: image) == [137, 34, 4])
    #expect(cell(0, 1, of: image) == [8, 72, 142])
    #expect(cell(1, 0, of: image) == [255, 255, 255])
    #expect(cell(1, 1, of: image) == [255, 0, 255])
  }

  @Test("scores without a sign are drawn by their distance from zero")
  func unsigned() throws {
    let image = try matrix([1, -1, 0, 2], rows: 2, columns: 2, isSigned: false)
    #expect(cell(0, 0, of: image) == cell(0, 1, of: image))
    #expect(cell(0, 0, of: image) == cell(1, 1, of: image))
    // The first colour of viridis is (68, 1, 84); ours differ from the published ones by 1 at most.
    let lowest = zip(cell(1, 0, of: image), [68, 1, 84]).map { Int($0) - $1 }
    #expect(lowest.count == 3 && lowest.allSatisfy { abs($0) <= 1 })
  }

  @Test("an order moves rows and columns")
  func order() throws {
    let rows = try matrix([1, 1, -1, -1], rows: 2, columns: 2, rowOrder: [1, 0])
    #expect(cell(0, 0, of: rows) == [8, 72, 142])
    #expect(cell(1, 0, of: rows) == [137, 34, 4])
    let columns = try matrix([1, -1, 1, -1], rows: 2, columns: 2, columnOrder: [1, 0])
    #expect(cell(0, 0, of: columns) == [8, 72, 142])
    #expect(cell(0, 1, of: columns) == [137, 34, 4])
  }

  @Test("groups of columns stand in a list beneath")
  func groups() throws {
    let plain = try matrix([1, 0, 0], rows: 1, columns: 3)
    let grouped = try matrix(
      [1, 0, 0], rows: 1, columns: 3,
      groups: [
        .init(name: "Gabor", count: 2), .init(name: "", count: 0), .init(name: "box", count: 1),
      ])
    // Bars, letters, and a line of the list.
    #expect(grouped.height == plain.height + 18 + 24 + 8 + 24)
    #expect(grouped.width == plain.width)
  }

  @Test("many groups have letters of their own")
  func manyGroups() throws {
    let image = try matrix(
      Array(repeating: 0, count: 800), rows: 1, columns: 800,
      groups: (0..<800).map { .init(name: "\($0)", count: 1) })
    #expect(image.width > 800)
  }

  @Test("matrices without rows or columns are drawn", arguments: [(0, 0), (0, 3), (3, 0), (1, 1)])
  func degenerate(rows: Int, columns: Int) throws {
    let values = Array(repeating: 0.5, count: rows * columns)
    #expect(try matrix(values, rows: rows, columns: columns).width >= 800)
  }

  @Test("a matrix larger than a picture is refused")
  func tooLarge() {
    #expect(throws: ReportError.self) {
      try matrix(Array(repeating: 0, count: 1_000_000), rows: 1, columns: 1_000_000)
    }
  }
}
