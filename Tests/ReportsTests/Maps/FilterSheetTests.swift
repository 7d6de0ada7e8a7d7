import Pixels
import Reports
import Testing
import _TestSupport

@Suite("Sheets of filters")
struct FilterSheetTests {
  private func filters(_ shape: [Int], _ values: [Float]) -> Activation {
    Activation(
      shape: Shape(batch: shape[0], channels: shape[1], height: shape[2], width: shape[3]),
      values: values)
  }

  private func top(_ image: Image, tile: Int) -> Int { image.height - 16 - tile }

  @Test("three channels are a colour in the order that is told")
  func colours() throws {
    let one = filters([1, 3, 1, 1], [1, 0, -1])
    let rgb = try FilterSheet(of: one, layer: "w", isNumbered: false).image()
    #expect(rgb.pixel(16, top(rgb, tile: 120)) == [255, 128, 0])
    let bgr = try FilterSheet(of: one, layer: "w", order: .bgr, isNumbered: false).image()
    #expect(bgr.pixel(16, top(bgr, tile: 120)) == [0, 128, 255])
  }

  @Test("each filter has its own range, or all share one")
  func scaling() throws {
    let two = filters([2, 3, 1, 1], [1, 1, 1, 2, 2, 2])
    let own = try FilterSheet(of: two, layer: "w", isNumbered: false).image()
    #expect(own.pixel(16, top(own, tile: 120)) == [255, 255, 255])
    let shared = try FilterSheet(
      of: two, layer: "w", scaling: MapScaling(.symmetric, over: .layer), isNumbered: false
    ).image()
    #expect(shared.pixel(16, top(shared, tile: 120)) == [191, 191, 191])
    #expect(shared.pixel(16 + 128, top(shared, tile: 120)) == [255, 255, 255])
  }

  @Test("other channels stand side by side, a dark line apart")
  func planes() throws {
    let one = filters([1, 2, 1, 1], [-1, 1])
    let image = try FilterSheet(of: one, layer: "w", isNumbered: false).image()
    // Two values and a line between, on a single row: 160 pixels each.
    let y = top(image, tile: 16)
    #expect(image.pixel(16, y) == [0, 0, 0])
    #expect(image.pixel(16 + 159, y) == [0, 0, 0])
    #expect(image.pixel(16 + 160, y) == [34, 36, 40])
    #expect(image.pixel(16 + 320, y) == [255, 255, 255])
  }

  @Test("three channels without an order are planes, in diverging colours if wanted")
  func planesOfColours() throws {
    let one = filters([1, 3, 1, 1], [-1, 0, 1])
    let image = try FilterSheet(
      of: one, layer: "w", colours: .diverging, order: nil, isNumbered: false
    ).image()
    let y = top(image, tile: 16)
    #expect(image.pixel(16, y) == [8, 72, 142])
    #expect(image.pixel(16 + 2 * 96, y) == [255, 255, 255])
    #expect(image.pixel(16 + 4 * 96, y) == [137, 34, 4])
  }

  @Test("a weight that is not finite is magenta")
  func notFinite() throws {
    let one = filters([1, 3, 1, 1], [1, .nan, -1])
    let image = try FilterSheet(of: one, layer: "w", isNumbered: false).image()
    #expect(image.pixel(16, top(image, tile: 120)) == [255, 0, 255])
  }

  @Test("numbers stand beneath filters only if wanted")
  func numbers() throws {
    let one = filters([1, 3, 1, 1], [1, 0, -1])
    let plain = try FilterSheet(of: one, layer: "w", isNumbered: false).image()
    let numbered = try FilterSheet(of: one, layer: "w").image()
    #expect(numbered.height == plain.height + 12)
  }

  @Test("layers without filters are drawn")
  func empty() throws {
    #expect(try FilterSheet(of: filters([0, 3, 2, 2], []), layer: "w").image().width > 0)
    #expect(try FilterSheet(of: filters([2, 0, 2, 2], []), layer: "w").image().width > 0)
  }
}
