import Comparison
import Pixels
import Testing
import _TestSupport

@Suite struct LinearCKATests {
  private func weights(_ red: Float, _ green: Float, _ blue: Float) -> Filter {
    Filter(name: "", channels: 3, height: 1, width: 1, weights: [red, green, blue])
  }

  @Test("a small example by hand")
  func byHand() throws {
    // Red 1 2 3 4 against green 1 2 4 3 and blue 0 1 1 0: 16 / (5 √28).
    let image = Activation(
      shape: Shape(channels: 3, height: 2, width: 2), values: [1, 2, 3, 4, 1, 2, 4, 3, 0, 1, 1, 0])
    var reference = ResponseReference(
      learned: [weights(1, 0, 0)], bias: [0],
      handcrafted: [weights(0, 1, 0), weights(0, 0, 1)], images: [image])
    reference.settings.samplesPerFilter = 2
    #expect(abs(try reference.statistics().linearCKA() - 0.6047431568) < 1e-9)
  }

  @Test("it is 1 for the same responses, rotated and scaled")
  func rotated() throws {
    var generator = SeededGenerator(seed: 1)
    let axes = ColourAxis.allCases.map(\.direction)
    let reference = ResponseReference(
      learned: axes.map { weights(7 * Float($0.x), 7 * Float($0.y), 7 * Float($0.z)) },
      bias: [1, 0, -4], handcrafted: [weights(1, 0, 0), weights(0, 1, 0), weights(0, 0, 1)],
      images: [ResponseReference.image(height: 9, width: 8, using: &generator)])
    #expect(abs(try reference.statistics().linearCKA() - 1) < 1e-6)
  }

  @Test("it follows the formula on random banks", arguments: 1...5)
  func formula(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let reference = ResponseReference(
      learned: (0..<3).map { _ in .random(channels: 3, height: 3, width: 3, using: &generator) },
      bias: [0, 5, 9], padding: 1,
      handcrafted: (1...4).map { .random(height: $0 % 3 + 1, width: 3, using: &generator) },
      images: (0..<2).map { _ in ResponseReference.image(height: 9, width: 13, using: &generator) })
    let rows = reference.rows().map(\.responses)
    let means = (0..<7).map { column in rows.reduce(0) { $0 + $1[column] } / Double(rows.count) }
    func norm(_ first: Range<Int>, _ second: Range<Int>) -> Double {
      var sum = 0.0
      for a in first {
        for b in second {
          let product = rows.reduce(0) { $0 + ($1[a] - means[a]) * ($1[b] - means[b]) }
          sum += product * product
        }
      }
      return sum.squareRoot()
    }
    let expected =
      norm(0..<3, 3..<7) * norm(0..<3, 3..<7) / (norm(0..<3, 0..<3) * norm(3..<7, 3..<7))
    #expect(abs(try reference.statistics().linearCKA() - expected) < 1e-5)
  }

  @Test("too few samples are refused with their number")
  func tooFew() throws {
    var generator = SeededGenerator(seed: 1)
    let reference = ResponseReference(
      learned: [weights(1, 0, 0)], bias: [0],
      handcrafted: [weights(0, 1, 0), weights(0, 0, 1), weights(1, 1, 1)],
      images: [ResponseReference.image(height: 4, width: 7, using: &generator)])
    #expect(throws: ComparisonError.tooFewSamples(samples: 28, needed: 30, features: 3)) {
      try reference.statistics().linearCKA()
    }
    let text = ComparisonError.tooFewSamples(samples: 28, needed: 30, features: 3).description
    #expect(
      text == "28 samples are too few for 3 filters, 30 are needed: give more or larger images")
  }
}
