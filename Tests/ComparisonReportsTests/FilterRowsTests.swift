import Comparison
import Pixels
import ComparisonReports
import Reports
import Testing
import _TestSupport

@Suite("Rows of filters")
struct FilterRowsTests {
  private let recorded = RecordedFiles("Pictures")

  /// A filter of one pixel in three colours.
  private func filter(_ weights: [Float], name: String = "f") -> Filter {
    Filter(name: name, channels: 3, height: 1, width: 1, weights: weights)
  }

  private func image(_ rows: [FilterRow], categories: [String] = ["edge"]) throws -> Image {
    try FilterRows(rows, title: "conv1", categories: categories).image()
  }

  private func fit(_ filter: Filter) -> FilterRow.Fit {
    FilterRow.Fit(filter: filter, rSquared: 0.9, orientationDegrees: 45, wavelengthPixels: 5)
  }

  /// Rows of each kind: all that there can be, nothing but the filter, luminance, zeros, weights that
  /// are not finite, and a filter that is larger than its match.
  private func rows() -> [FilterRow] {
    let one = Filter(name: "", channels: 1, height: 1, width: 2, weights: [1, -0.5])
    let large = Filter(
      name: "", channels: 1, height: 11, width: 11,
      weights: (0..<121).map { Float($0 % 11) - 5 })
    return [
      FilterRow(
        number: 0, category: 0, learned: filter([1, 0, -1]),
        match: .init(placed: filter([0, 5, -2.5], name: "match"), score: 0.5),
        fit: fit(filter([0.5, 0, -1])), explainedVariance: 0.25),
      FilterRow(number: 1, category: 1, learned: filter([1, 0, -1])),
      FilterRow(number: 2, learned: one), FilterRow(number: 3, learned: filter([0, 0, 0])),
      FilterRow(number: 4, learned: filter([.nan, 0, 1])),
      FilterRow(number: 5, learned: filter([.infinity, 0, 1])),
      FilterRow(number: 6, learned: large, match: .init(placed: filter([1, 1, 1]), score: 1)),
    ]
  }

  @Test("filters with their matches, fits and rests are drawn as they were recorded")
  func drawn() throws {
    let all = try image(rows(), categories: ["edge", "blob"])
    #expect(recorded.difference(of: all, from: "filter-rows.txt") == nil)
    let none = try image([])
    #expect(recorded.difference(of: none, from: "filter-rows-none.txt") == nil)
  }

  @Test("classes that occur have a marker in the legend and in their rows")
  func classes() throws {
    let rows = [0, 1].map { FilterRow(number: $0, category: $0, learned: filter([1, 0, 0])) }
    let image = try image(rows, categories: ["edge", "blob", "dead"])
    #expect(image.count(of: [230, 159, 0]) > 200)
    #expect(image.count(of: [86, 180, 233]) > 200)
    #expect(image.count(of: [0, 158, 115]) == 0)
  }

  @Test("huge numbers and foreign names are drawn")
  func odd() throws {
    let name = String(repeating: "ключ\n", count: 50)
    let row = FilterRow(
      number: .max, learned: filter([1, 0, 0], name: name),
      match: .init(placed: filter([1, 0, 0], name: name), score: .nan),
      fit: FilterRow.Fit(
        filter: filter([1, 0, 0]), rSquared: -.infinity, orientationDegrees: .nan,
        wavelengthPixels: 1e300), explainedVariance: .nan)
    #expect(try image([row]).width == 948)
  }

  @Test("large filters are reduced")
  func large() throws {
    let large = Filter(
      name: "", channels: 1, height: 500, width: 500,
      weights: Array(repeating: 1, count: 250_000))
    let image = try image([FilterRow(number: 0, learned: large)])
    // Boxes of four by four weights: 125 pixels.
    #expect(image.pixel(24 + 58 + 124, image.height - 24 - 12 - 1) == [255, 255, 255])
    #expect(image.pixel(24 + 58 + 125, image.height - 24 - 12 - 1) == [34, 36, 40])
  }

  @Test("more rows than a picture holds are refused")
  func tooMany() throws {
    let row = FilterRow(number: 0, learned: filter([1, 0, 0]))
    #expect(throws: ReportError.self) {
      try image(Array(repeating: row, count: 3000))
    }
  }
}
