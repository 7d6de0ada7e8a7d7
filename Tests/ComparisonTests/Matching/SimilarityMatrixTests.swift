import Comparison
import Testing
import _TestSupport

@Suite struct SimilarityMatrixTests {
  @Test("a shifted negative is found, and the score counts what the shift leaves")
  func shifted() throws {
    let first = Filter.rows([[1, 2, 2, 0]])
    let second = Filter.rows([[0, -1, -2, -2]])
    let third = Filter.rows([[2, 0, 0, 1]])
    let matrix = try SimilarityMatrix(among: [first, second, third], largestShift: 1)
    #expect(abs(matrix[0, 1] + 1) < 1e-6)
    #expect(matrix[0, 1] == matrix[1, 0])
    #expect(matrix[2, 2] == 1)
    // (2, 2, 0) under (2, 0, 0) after a shift by one: 4 / (3 √5).
    #expect(abs(matrix[0, 2] - 0.5962848) < 1e-6)
    let unshifted = try SimilarityMatrix(among: [first, second], largestShift: 0)
    #expect(abs(unshifted[0, 1] + 6.0 / 9) < 1e-6)
  }

  @Test("scores are those of plain loops", arguments: 1...10)
  func plainLoops(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let channels = seed % 2 == 0 ? 3 : 1
    let (height, width) = (Int.random(in: 1...5, using: &generator), Int(seed % 4) + 1)
    let filters = (0..<5).map { _ in
      Filter.random(channels: channels, height: height, width: width, using: &generator)
    }
    let matrix = try SimilarityMatrix(among: filters, largestShift: 2)
    for row in 0..<5 {
      for column in 0..<5 {
        let expected = best(filters[row], filters[column])
        #expect(abs(Double(matrix[row, column]) - expected) < 1e-5)
      }
    }
  }

  private func best(_ a: Filter, _ b: Filter) -> Double {
    var best = 0.0
    let energies = [a, b].map { $0.weights.reduce(0.0) { $0 + Double($1) * Double($1) } }
    for down in -2...2 {
      for across in -2...2 {
        var sum = 0.0
        for channel in 0..<a.channels {
          for row in 0..<a.height where 0..<a.height ~= row + down {
            for column in 0..<a.width where 0..<a.width ~= column + across {
              let plane = channel * a.height
              sum +=
                Double(a.weights[(plane + row) * a.width + column])
                * Double(b.weights[(plane + row + down) * a.width + column + across])
            }
          }
        }
        if abs(sum) > abs(best) { best = sum }
      }
    }
    return best / (energies[0] * energies[1]).squareRoot()
  }

  @Test("groups are what hangs together, and dead filters stand alone")
  func groups() throws {
    let filters: [Filter] = [
      .rows([[1, 0]]), .rows([[0, 0]]), .rows([[0.9, 0.35]]), .rows([[0, 1]]),
      .rows([[-0.7, -0.6]]),
    ]
    let matrix = try SimilarityMatrix(among: filters, largestShift: 0)
    #expect(matrix.groups() == [[0, 2, 4], [1], [3]])
    #expect(matrix.groups(threshold: 0.99) == [[0], [1], [2], [3], [4]])
  }

  @Test("a bank of one is one group, an empty one is refused")
  func small() throws {
    #expect(try SimilarityMatrix(among: [.rows([[3]])]).groups() == [[0]])
    #expect(throws: ComparisonError.emptyBank(.learned)) { try SimilarityMatrix(among: []) }
  }
}
