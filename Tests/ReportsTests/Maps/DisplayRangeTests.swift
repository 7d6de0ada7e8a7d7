import Pixels
import Reports
import Testing

@Suite("Display ranges")
struct DisplayRangeTests {
  private let layer = maps(3, 1, 4, [1, 2, 3, 5, -8, 0, 2, 4, 0, 0, 0, 0])

  private func ends(_ ranges: [DisplayRange]) -> [[Float]] { ranges.map { [$0.low, $0.high] } }

  @Test("each map has its own range, or all share one")
  func scopes() {
    #expect(ends(MapScaling.perMap.ranges(of: layer)) == [[1, 5], [-8, 4], [0, 0]])
    #expect(ends(MapScaling.perLayer.ranges(of: layer)) == [[-8, 5], [-8, 5], [-8, 5]])
  }

  @Test("a symmetric range lies about zero, and that of zeros is not empty")
  func symmetric() {
    #expect(
      ends(MapScaling(.symmetric, over: .map).ranges(of: layer)) == [[-5, 5], [-8, 8], [-1, 1]])
    #expect(ends(MapScaling(.symmetric, over: .layer).ranges(of: layer)).first == [-8, 8])
  }

  @Test("percentiles are interpolated as NumPy does")
  func percentiles() {
    let squares = maps(1, 1, 11, [100, 0, 1, 4, 9, 16, 25, 36, 49, 64, 81])
    #expect(
      ends(MapScaling(.percentile(lower: 10, upper: 95), over: .map).ranges(of: squares))
        == [[1, 90.5]])
    #expect(
      ends(MapScaling(.percentile(lower: 2.5, upper: 97.5), over: .layer).ranges(of: squares))
        == [[0.25, 95.25]])
  }

  @Test("where percentiles coincide the extremes are taken")
  func flatPercentiles() {
    let sparse = maps(1, 1, 200, Array(repeating: 0, count: 199) + [7])
    let scaling = MapScaling(.percentile(lower: 1, upper: 99), over: .map)
    #expect(ends(scaling.ranges(of: sparse)) == [[0, 7]])
  }

  @Test("a fixed range holds for every map")
  func fixed() throws {
    let range = try #require(DisplayRange(low: -1, high: 3))
    #expect(MapScaling(.fixed(range), over: .map).ranges(of: layer) == [range, range, range])
    #expect(DisplayRange(low: 3, high: 1) == nil)
    #expect(DisplayRange(low: .nan, high: 1) == nil)
    #expect(DisplayRange(low: 0, high: .infinity) == nil)
  }

  @Test(
    "what is not finite is left aside",
    arguments: [
      MapScaling.perMap, .perLayer, MapScaling(.percentile(lower: 0, upper: 100), over: .map),
    ])
  func notFinite(scaling: MapScaling) {
    let broken = maps(1, 1, 5, [.nan, -2, .infinity, 6, -.infinity])
    #expect(ends(scaling.ranges(of: broken)) == [[-2, 6]])
    let hopeless = maps(1, 1, 2, [.nan, .infinity])
    #expect(ends(scaling.ranges(of: hopeless)) == [[0, 0]])
  }

  @Test("positions run from 0 to 1, and a range of one value divides by nothing")
  func positions() throws {
    let range = try #require(DisplayRange(low: -2, high: 6))
    #expect(range.position(of: 0) == 0.25)
    #expect(range.position(of: -9) == 0)
    #expect(range.position(of: 9) == 1)
    #expect(range.position(of: .nan) == nil)
    #expect(range.position(of: -.infinity) == nil)
    let single = try #require(DisplayRange(low: 3, high: 3))
    #expect(single.position(of: 3) == 0)
    #expect(single.position(of: 4) == 1)
    let widest = try #require(
      DisplayRange(low: -.greatestFiniteMagnitude, high: .greatestFiniteMagnitude))
    #expect(widest.position(of: 0) == 0.5)
  }

  @Test("in diverging colours zero is neutral whatever the scaling")
  func neutralZero() {
    let style = MapStyle(colours: .diverging, scaling: .perMap)
    #expect(ends(style.ranges(of: layer)) == [[-5, 5], [-8, 8], [-1, 1]])
  }

  @Test("maps without values have ranges too")
  func empty() {
    #expect(ends(MapScaling.perMap.ranges(of: maps(2, 0, 3, []))) == [[0, 0], [0, 0]])
    #expect(MapScaling.perLayer.ranges(of: maps(0, 3, 3, [])).isEmpty)
  }

  @Test(
    "scalings are read as users write them",
    arguments: [
      ("map", MapScaling(.extremes, over: .map)),
      ("layer", MapScaling(.extremes, over: .layer)),
      ("symmetric", MapScaling(.symmetric, over: .map)),
      ("symmetric:layer", MapScaling(.symmetric, over: .layer)),
      ("percentile", MapScaling(.percentile(lower: 1, upper: 99), over: .map)),
      ("percentile:0.5:98", MapScaling(.percentile(lower: 0.5, upper: 98), over: .map)),
      ("percentile:2:98:layer", MapScaling(.percentile(lower: 2, upper: 98), over: .layer)),
    ])
  func words(text: String, scaling: MapScaling) {
    #expect(MapScaling(text: text) == scaling)
  }

  @Test("two numbers are a fixed range")
  func numbers() throws {
    let range = try #require(DisplayRange(low: -1.5, high: 255))
    #expect(MapScaling(text: "-1.5:255") == MapScaling(.fixed(range), over: .layer))
  }

  @Test(
    "other words are refused",
    arguments: [
      "", ":", "maps", "map:layer", "layer:layer", "5:1", "1:1", "nan:3", "0:inf", "0:1:layer",
      "percentile:1", "percentile:9:2", "percentile:-1:50", "percentile:1:101", "symmetric:map",
    ])
  func refused(text: String) {
    #expect(MapScaling(text: text) == nil)
  }
}
