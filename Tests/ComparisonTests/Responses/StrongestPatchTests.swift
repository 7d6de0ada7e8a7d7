import Comparison
import Kernels
import Networks
import Pixels
import Testing
import _TestSupport

@Suite struct StrongestPatchTests {
  private let box = Filter.rows([[1, 1], [1, 1]])

  private func image(_ points: [(row: Int, column: Int, value: Float)]) -> Activation {
    var values = [Float](repeating: 0, count: 12 * 10)
    for point in points { values[point.row * 10 + point.column] = point.value }
    return Activation(shape: Shape(channels: 1, height: 12, width: 10), values: values)
  }

  @Test("planted places are found over all images, strongest first")
  func planted() throws {
    var reference = ResponseReference(
      learned: [box], bias: [0.5], handcrafted: [box],
      images: [image([(3, 4, 5), (3, 5, 1), (9, 1, 2)]), image([(6, 6, 4)])])
    reference.settings.patchCount = 3
    let patches = try reference.statistics().patches[0]
    #expect(patches.map(\.image) == [0, 1, 0])
    #expect(patches.map(\.response) == [6.5, 4.5, 2.5])
    #expect(patches.map(\.row) == [2, 5, 8])
    #expect(patches.map(\.column) == [4, 5, 0])
    #expect(patches[0].field.x == 4 && patches[0].field.y == 2)
    #expect(patches[0].field.width == 2 && patches[0].field.height == 2)
  }

  @Test("fields count stride and padding")
  func fields() throws {
    let reference = ResponseReference(
      learned: [box], bias: [0], stride: Step(x: 3, y: 2), padding: 1, handcrafted: [box],
      images: [image([(0, 0, 5), (7, 6, 4)])])
    let patches = try reference.statistics().patches[0]
    #expect(patches[0].row == 0 && patches[0].column == 0)
    #expect(patches[0].field.x == -1 && patches[0].field.y == -1)
    #expect(patches[1].row == 4 && patches[1].column == 2)
    #expect(patches[1].field.x == 5 && patches[1].field.y == 7)
  }

  @Test(
    "no two patches share a pixel, and each is the strongest of what is left", arguments: 1...12)
  func apart(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let learned = Filter.random(
      height: .random(in: 1...4, using: &generator), width: .random(in: 1...4, using: &generator),
      using: &generator)
    let reference = ResponseReference(
      learned: [learned], bias: [0],
      stride: Step(
        x: .random(in: 1...3, using: &generator), y: .random(in: 1...3, using: &generator)),
      handcrafted: [box],
      images: [ResponseReference.image(channels: 1, height: 17, width: 15, using: &generator)])
    let patches = try reference.statistics().patches[0]
    let width = (15 - learned.width) / reference.stride.x + 1
    var left = reference.rows().enumerated().map { (place: $0, response: $1.responses[0]) }
    for patch in patches {
      let best = try #require(left.max { $0.response < $1.response })
      #expect(best.place == patch.row * width + patch.column)
      #expect(abs(best.response - Double(patch.response)) < 1e-3)
      left.removeAll { other in
        abs(other.place / width - patch.row) * reference.stride.y < learned.height
          && abs(other.place % width - patch.column) * reference.stride.x < learned.width
      }
    }
    #expect(patches.count == 9 || left.isEmpty)
  }

  @Test("merging in the order of images gives the same bits, however images are shared out")
  func merging() throws {
    var generator = SeededGenerator(seed: 5)
    let reference = ResponseReference(
      learned: (0..<20).map { _ in .random(channels: 3, height: 3, width: 3, using: &generator) },
      bias: [Float](repeating: 0.1, count: 20), handcrafted: [box],
      images: (0..<4).map { _ in ResponseReference.image(height: 9, width: 9, using: &generator) })
    let banks = try reference.banks()
    let later = try reference.images.enumerated().reversed().map {
      try banks.statistics(of: $0.element, number: $0.offset)
    }
    var merged = banks.emptyStatistics
    for statistics in later.reversed() { merged.merge(statistics) }
    #expect(merged == (try reference.statistics()))
    #expect(merged.patches.allSatisfy { $0.count == 9 })
  }
}
