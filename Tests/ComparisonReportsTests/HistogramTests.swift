import Pixels
import ComparisonReports
import Reports
import Testing
import _TestSupport

@Suite("Histograms")
struct HistogramTests {
  @Test("a value on an edge belongs to the bar at its right, the last edge to the last bar")
  func edges() {
    let bins = HistogramBins([0, 0.25, 0.5, 0.75, 1], range: 0...1, count: 4)
    #expect(bins.counts == [1, 1, 1, 2])
    #expect(bins.median == 0.5)
    #expect(bins.total == 5)
  }

  @Test("what is missing, not finite or outside is counted apart")
  func leftOut() {
    let bins = HistogramBins([0.5, nil, .nan, .infinity, 2, -1], range: 0...1, count: 2)
    #expect(bins.counts == [0, 1])
    #expect(bins.outside == 2)
    #expect(bins.missing == 3)
  }

  @Test("without a range the ends are round numbers about the values")
  func ownRange() {
    let bins = HistogramBins([1.3, 4.2, 2, 3], range: nil, count: 10)
    #expect(bins.range == 1...4.5)
    #expect(bins.counts == [1, 0, 1, 0, 1, 0, 1])
    #expect(bins.median == 2.5)
  }

  @Test("equal values, and none, have an axis")
  func degenerate() {
    let equal = HistogramBins([3, 3], range: nil, count: 4)
    #expect(equal.range == 1.5...4.5)
    #expect(equal.counts == [0, 0, 2, 0])
    let none = HistogramBins([], range: nil, count: 4)
    #expect(none.range == 0...1)
    #expect(none.counts == [0, 0, 0, 0])
    #expect(none.median == nil)
    #expect(HistogramBins([1], range: 2...2, count: 1).range == 1...3)
  }

  @Test("neighbouring and huge numbers are counted")
  func extremes() {
    let near = HistogramBins([1, 1.0.nextUp], range: nil, count: 20)
    #expect(near.total == 2)
    let huge = HistogramBins([1e299, -1e299, .greatestFiniteMagnitude], range: nil, count: 20)
    #expect(huge.total == 2)
    #expect(huge.missing == 1)
  }

  @Test("bars are sky blue and as high as their counts, the median is orange")
  func picture() throws {
    let image = try Histogram(
      [0.1, 0.9, 0.95], title: "scores", valueName: "score", range: 0...1, binCount: 2
    ).image()
    #expect(RecordedFiles("Pictures").difference(of: image, from: "histogram.txt") == nil)
  }

  @Test(
    "nothing, one value and equal values are drawn",
    arguments: [[], [nil], [.nan], [3], [3, 3, 3], [1e9, -1e-9]] as [[Double?]])
  func odd(values: [Double?]) throws {
    let image = try Histogram(values, title: "", valueName: "wavelength in pixels").image()
    #expect(image.width == 1600)
  }

  @Test("marks of an axis are at 1, 2 or 5 times a power of ten")
  func marks() {
    #expect(AxisSteps.step(for: 1, most: 10) == 0.1)
    #expect(AxisSteps.wholeStep(for: 96, most: 30) == 5)
    #expect(AxisSteps.wholeStep(for: 3, most: 30) == 1)
    #expect(AxisSteps.wholeStep(for: 0, most: 0) == 1)
    #expect(AxisSteps.marks(in: 0...1, most: 4) == [0, 0.5, 1])
    #expect(AxisSteps.marks(in: -3...8, most: 6) == [-2, 0, 2, 4, 6, 8])
  }
}
