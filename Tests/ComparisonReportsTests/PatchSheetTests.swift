import Comparison
import Pixels
import ComparisonReports
import Reports
import Testing
import _TestSupport

@Suite("Sheets of patches")
struct PatchSheetTests {
  private let recorded = RecordedFiles("Pictures")
  private let learned = Filter(
    name: "f", channels: 3, height: 1, width: 1, weights: [1, 0, -1])

  private func image(_ rows: [PatchRow]) throws -> Image {
    try PatchSheet(rows, title: "p", categories: ["edge"]).image()
  }

  private func patch(
    _ layout: ChannelLayout, _ samples: Samples, response: Double = 1
  ) -> PatchRow.Patch {
    PatchRow.Patch(
      image: Image(size: ImageSize(width: 1, height: 1), layout: layout, samples: samples),
      response: response)
  }

  @Test("the filter and its patches stand side by side, whatever the samples of the images")
  func row() throws {
    let image = try image([
      PatchRow(
        number: 3, category: 0, learned: learned,
        patches: [
          patch(.rgb, .uint8([1, 2, 3])), patch(.grey, .uint16([0x1234])),
          patch(.rgba, .float32([-5, 300, .nan, 9])), patch(.greyAlpha, .uint8([7, 0])),
        ])
    ])
    #expect(recorded.difference(of: image, from: "patch-sheet.txt") == nil)
  }

  @Test("a filter without patches has an empty frame")
  func none() throws {
    let image = try image([PatchRow(number: 0, learned: learned, patches: [])])
    #expect(recorded.difference(of: image, from: "patch-sheet-empty-row.txt") == nil)
  }

  @Test("responses of any size have room", arguments: [0, -1e-300, 123_456_789, .nan, .infinity])
  func responses(response: Double) throws {
    let row = PatchRow(
      number: 0, learned: learned,
      patches: [patch(.grey, .uint8([1]), response: response)])
    #expect(try image([row]).width == 948)
  }

  @Test("no rows are drawn, and too many refused")
  func counts() throws {
    let none = try image([])
    #expect(recorded.difference(of: none, from: "patch-sheet-none.txt") == nil)
    let row = PatchRow(number: 0, learned: learned, patches: [patch(.grey, .uint8([1]))])
    #expect(throws: ReportError.self) { try image(Array(repeating: row, count: 5000)) }
  }
}
