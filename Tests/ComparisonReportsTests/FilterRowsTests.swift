import Comparison
import Pixels
import ComparisonReports
import Reports
import Testing
import _TestSupport

@Suite("Rows of filters")
struct FilterRowsTests {
  /// A filter of one pixel in three colours.
  private func filter(_ weights: [Float], name: String = "f") -> Filter {
    Filter(name: name, channels: 3, height: 1, width: 1, weights: weights)
  }

  private func image(_ rows: [FilterRow], categories: [String] = ["edge"]) throws -> Image {
    try FilterRows(rows, title: "conv1", categories: categories).image()
  }

  /// The first pixel of a tile of the only row: margin 24, number 58, tiles of 66 and 12 between.
  private func tile(_ index: Int, of image: Image) -> [UInt8] {
    image.pixel(24 + 58 + index * 78, image.height - 24 - 78)
  }

  private func fit(_ filter: Filter) -> FilterRow.Fit {
    FilterRow.Fit(filter: filter, rSquared: 0.9, orientationDegrees: 45, wavelengthPixels: 5)
  }

  @Test("filter, fit and rest share the scale of the filter, the match has its own")
  func scales() throws {
    let image = try image([
      FilterRow(
        number: 0, learned: filter([1, 0, -1]),
        match: .init(placed: filter([0, 5, -2.5]), score: 0.5), fit: fit(filter([0.5, 0, -1])))
    ])
    #expect(tile(0, of: image) == [255, 128, 0])
    #expect(tile(1, of: image) == [128, 255, 64])
    #expect(tile(2, of: image) == [191, 128, 0])
    #expect(tile(3, of: image) == [191, 128, 128])
  }

  @Test("what is missing is an empty frame")
  func missing() throws {
    let image = try image([FilterRow(number: 0, learned: filter([1, 0, -1]))])
    for index in 1...3 { #expect(tile(index, of: image) == [84, 88, 96]) }
  }

  @Test("a filter on luminance is grey, one that is constant zero is mid-grey")
  func grey() throws {
    let one = Filter(name: "", channels: 1, height: 1, width: 2, weights: [1, -0.5])
    let image = try image([FilterRow(number: 0, learned: one)])
    // 33 pixels a weight: the tile is 33 high, in the middle of its slot.
    let y = image.height - 24 - 78 + 20
    #expect(image.pixel(24 + 58, y) == [255, 255, 255])
    #expect(image.pixel(24 + 58 + 33, y) == [64, 64, 64])
    let dead = try self.image([FilterRow(number: 0, learned: filter([0, 0, 0]))])
    #expect(tile(0, of: dead) == [128, 128, 128])
  }

  @Test("weights that are not finite are magenta", arguments: [Float.nan, .infinity])
  func notFinite(weight: Float) throws {
    let image = try image([FilterRow(number: 0, learned: filter([weight, 0, 1]))])
    #expect(tile(0, of: image) == [255, 0, 255])
  }

  @Test("classes that occur have a marker in the legend and in their rows")
  func classes() throws {
    let rows = [0, 1].map { FilterRow(number: $0, category: $0, learned: filter([1, 0, 0])) }
    let image = try image(rows, categories: ["edge", "blob", "dead"])
    #expect(image.count(of: [230, 159, 0]) > 200)
    #expect(image.count(of: [86, 180, 233]) > 200)
    #expect(image.count(of: [0, 158, 115]) == 0)
  }

  @Test("a tile is smaller than its slot where another filter is larger")
  func sizes() throws {
    let large = Filter(
      name: "", channels: 1, height: 11, width: 11, weights: Array(repeating: 1, count: 121))
    let image = try image([
      FilterRow(
        number: 0, learned: large, match: .init(placed: filter([1, 1, 1]), score: 1))
    ])
    #expect(tile(0, of: image) == [255, 255, 255])
    #expect(tile(1, of: image) == [34, 36, 40])
  }

  @Test("no rows, huge numbers and foreign names are drawn")
  func odd() throws {
    #expect(try image([]).width > 0)
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
