import Pixels
import ComparisonReports
import Reports
import Testing
import _TestSupport

@Suite("Similarity matrices")
struct SimilarityPictureTests {
  private let recorded = RecordedFiles("Pictures")

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

  @Test("signed scores are blue, white and brown, and what is no number magenta")
  func signed() throws {
    let image = try matrix([1, -1, 0, .nan], rows: 2, columns: 2)
    #expect(recorded.difference(of: image, from: "similarity-signed.txt") == nil)
  }

  @Test("scores without a sign are drawn by their distance from zero")
  func unsigned() throws {
    let image = try matrix([1, -1, 0, 0.5], rows: 2, columns: 2, isSigned: false)
    #expect(recorded.difference(of: image, from: "similarity-unsigned.txt") == nil)
    let other = try matrix([-1, 2, 0, -0.5], rows: 2, columns: 2, isSigned: false)
    #expect(recorded.difference(of: other, from: "similarity-unsigned.txt") == nil)
  }

  @Test("an order moves rows and columns")
  func order() throws {
    let image = try matrix(
      [1, 0.5, 0, -0.5, -1, 0.2], rows: 2, columns: 3, rowOrder: [1, 0], columnOrder: [1, 2, 0])
    #expect(recorded.difference(of: image, from: "similarity-order.txt") == nil)
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
    #expect(recorded.difference(of: grouped, from: "similarity-groups.txt") == nil)
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
