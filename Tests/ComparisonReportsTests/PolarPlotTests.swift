import Pixels
import ComparisonReports
import Reports
import Testing
import _TestSupport

@Suite("Polar plots")
struct PolarPlotTests {
  private let recorded = RecordedFiles("Pictures")
  private let orange: [UInt8] = [230, 159, 0]

  private func image(_ points: [PolarPlot.Point]) throws -> Image {
    try PolarPlot(
      points, title: "p", categories: ["edge", "blob"], weightName: "norm",
      angleMeaning: "direction of the wave"
    ).image()
  }

  private func point(
    _ degrees: Double, _ frequency: Double, weight: Double = 1, category: Int? = 0
  ) -> PolarPlot.Point {
    PolarPlot.Point(
      number: 7, orientationDegrees: degrees, frequencyCyclesPerPixel: frequency, weight: weight,
      category: category)
  }

  @Test("directions, frequencies, weights and classes are drawn as they were recorded")
  func drawn() throws {
    let image = try image([
      point(0, 0.5), point(90, 0.25, weight: 4, category: 1), point(180 - 1e-9, 0.4, weight: 2),
      point(30, 0.5, weight: 0.5, category: 1), point(135, 0.1, category: nil), point(60, 0.71),
    ])
    #expect(recorded.difference(of: image, from: "polar-plot.txt") == nil)
  }

  @Test("directions that differ by half a turn are the same", arguments: [270.0, -90, 450])
  func turned(degrees: Double) throws {
    let isSame = try image([point(degrees, 0.25)]).bytes == image([point(90, 0.25)]).bytes
    #expect(isSame)
  }

  @Test("a larger weight is a larger marker")
  func weights() throws {
    let small = try image([point(45, 0.3, weight: 1), point(90, 0.3, weight: 4, category: 1)])
    let equal = try image([point(45, 0.3, weight: 4), point(90, 0.3, weight: 4, category: 1)])
    #expect(small.count(of: orange) < equal.count(of: orange))
  }

  @Test("filters without an orientation or a frequency are left out")
  func leftOut() throws {
    let image = try image([point(.nan, 0.2), point(10, .infinity)])
    #expect(image.count(of: orange) == 0)
  }

  @Test("no filters, no weights and no classes are drawn")
  func degenerate() throws {
    let none = try image([])
    #expect(recorded.difference(of: none, from: "polar-plot-none.txt") == nil)
    let weightless = try image([point(0, 0, weight: 0), point(1, 0, weight: .nan)])
    #expect(recorded.difference(of: weightless, from: "polar-plot-weightless.txt") == nil)
    #expect(try image([point(0, 0.1, category: nil)]).count(of: orange) == 0)
  }

  @Test("thousands of filters are drawn")
  func many() throws {
    let points = (0..<5000).map { point(Double($0), Double($0 % 50) / 100) }
    #expect(try image(points).count(of: orange) > 10_000)
  }
}
