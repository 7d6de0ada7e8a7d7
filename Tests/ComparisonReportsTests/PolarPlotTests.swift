import Pixels
import ComparisonReports
import Reports
import Testing
import _TestSupport

@Suite("Polar plots")
struct PolarPlotTests {
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

  /// The centre of the disc: in the middle, two lines and a margin above the bottom.
  private func base(of image: Image) -> Int { image.height - 2 * 24 - 24 }

  @Test(
    "zero degrees are at the left, and angles run clockwise, as rows run down",
    arguments: [
      (0.0, 0.5, -880, 0), (90, 0.25, 0, 440), (180 - 1e-9, 0.5, 880, 0), (270, 0.25, 0, 440),
      (-90, 0.25, 0, 440), (30, 0.5, -762, 440), (90, 0.71, 0, 880),
    ])
  func places(degrees: Double, frequency: Double, right: Int, up: Int) throws {
    let image = try image([point(degrees, frequency)])
    #expect(image.width == 1940)
    #expect(image.pixel(970 + right - 1, base(of: image) - up - 1) == orange)
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
    #expect(try image([]).width == 1940)
    #expect(try image([point(0, 0, weight: 0), point(1, 0, weight: .nan)]).width == 1940)
    #expect(try image([point(0, 0.1, category: nil)]).count(of: orange) == 0)
  }

  @Test("thousands of filters are drawn")
  func many() throws {
    let points = (0..<5000).map { point(Double($0), Double($0 % 50) / 100) }
    #expect(try image(points).count(of: orange) > 10_000)
  }
}
