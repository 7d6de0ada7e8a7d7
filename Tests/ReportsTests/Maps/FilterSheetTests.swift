import Pixels
import Reports
import Testing
import _TestSupport

@Suite("Sheets of filters")
struct FilterSheetTests {
  private let recorded = RecordedFiles("../Pictures")

  private func filters(_ shape: [Int], _ values: [Float]) -> Activation {
    Activation(
      shape: Shape(batch: shape[0], channels: shape[1], height: shape[2], width: shape[3]),
      values: values)
  }

  @Test("three channels are a colour in the order that is told")
  func colours() throws {
    let one = filters([1, 3, 1, 1], [1, 0, -1])
    let rgb = try FilterSheet(of: one, layer: "w", isNumbered: false).image()
    #expect(recorded.difference(of: rgb, from: "filter-sheet-rgb.txt") == nil)
    let bgr = try FilterSheet(of: one, layer: "w", order: .bgr, isNumbered: false).image()
    #expect(recorded.difference(of: bgr, from: "filter-sheet-bgr.txt") == nil)
  }

  @Test("each filter has its own range, or all share one")
  func scaling() throws {
    let two = filters([2, 3, 1, 1], [1, 1, 1, 2, 2, 2])
    let own = try FilterSheet(of: two, layer: "w", isNumbered: false).image()
    #expect(recorded.difference(of: own, from: "filter-sheet-own-scales.txt") == nil)
    let shared = try FilterSheet(
      of: two, layer: "w", scaling: MapScaling(.symmetric, over: .layer), isNumbered: false
    ).image()
    #expect(recorded.difference(of: shared, from: "filter-sheet-one-scale.txt") == nil)
  }

  @Test("other channels stand side by side, a dark line apart")
  func planes() throws {
    let one = filters([1, 2, 1, 1], [-1, 1])
    let image = try FilterSheet(of: one, layer: "w", isNumbered: false).image()
    #expect(recorded.difference(of: image, from: "filter-sheet-planes.txt") == nil)
  }

  @Test("three channels without an order are planes, in diverging colours if wanted")
  func planesOfColours() throws {
    let one = filters([1, 3, 1, 1], [-1, 0, 1])
    let image = try FilterSheet(
      of: one, layer: "w", colours: .diverging, order: nil, isNumbered: false
    ).image()
    #expect(recorded.difference(of: image, from: "filter-sheet-colours-apart.txt") == nil)
  }

  @Test("a weight that is not finite is magenta")
  func notFinite() throws {
    let one = filters([1, 3, 1, 1], [1, .nan, -1])
    let image = try FilterSheet(of: one, layer: "w", isNumbered: false).image()
    #expect(recorded.difference(of: image, from: "filter-sheet-not-finite.txt") == nil)
  }

  @Test("numbers stand beneath filters only if wanted")
  func numbers() throws {
    let one = filters([1, 3, 1, 1], [1, 0, -1])
    let plain = try FilterSheet(of: one, layer: "w", isNumbered: false).image()
    let numbered = try FilterSheet(of: one, layer: "w").image()
    #expect(numbered.height == plain.height + 12)
    #expect(recorded.difference(of: numbered, from: "filter-sheet-numbered.txt") == nil)
  }

  @Test("layers without filters are drawn")
  func empty() throws {
    let none = try FilterSheet(of: filters([0, 3, 2, 2], []), layer: "w").image()
    #expect(recorded.difference(of: none, from: "filter-sheet-none.txt") == nil)
    let flat = try FilterSheet(of: filters([2, 0, 2, 2], []), layer: "w").image()
    #expect(recorded.difference(of: flat, from: "filter-sheet-flat.txt") == nil)
  }
}
