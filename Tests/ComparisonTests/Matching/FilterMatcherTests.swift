import Comparison
import Testing
import _TestSupport

@Suite struct FilterMatcherTests {
  private let sobel = Filter.rows([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])

  @Test("every filter of a bank matches itself")
  func selfMatch() throws {
    var generator = SeededGenerator(seed: 1)
    let bank = (0..<40).map { number in
      Filter.random(
        channels: number % 3 == 0 ? 3 : 1, height: 1 + number % 7, width: 2 + number % 5,
        using: &generator)
    }
    let settings = MatchSettings(freelyTurned: [3, 8])
    let result = try FilterMatcher(bank: bank, settings: settings).matches(of: bank)
    for (index, match) in result.matches.enumerated() {
      let match = try #require(match)
      #expect(match.index == index)
      #expect(match.score > 0.999)
      #expect(!match.isNegated && !match.isMirrored && match.rotation == 0)
      #expect(match.top == 0 && match.left == 0)
      #expect(result.similarity[index, index] > 0.999)
    }
  }

  @Test("a small filter is found where it lies on a large one, with the share of energy as score")
  func shift() throws {
    var weights = [Float](repeating: 0, count: 25)
    for (row, line) in [[Float(1), 0, -1], [2, 0, -2], [1, 0, -1]].enumerated() {
      for (column, weight) in line.enumerated() { weights[(row + 2) * 5 + column + 1] = 3 * weight }
    }
    // Energy 9 × 12 of the edge, 36 of a weight that nothing explains.
    weights[0] = 6
    let learned = Filter(name: "0", channels: 1, height: 5, width: 5, weights: weights)
    let found = try FilterMatcher(bank: [sobel]).matches(of: [learned]).matches[0]
    let match = try #require(found)
    #expect(match.top == 2 && match.left == 1)
    #expect(match.shift == SIMD2(1, 0))
    #expect(match.isNegated && !match.isMirrored && match.rotation == 0)
    #expect(abs(match.score - 0.8660254037844386) < 1e-7)
    weights[0] = 0
    let fitted = match.fitted(to: learned, from: [sobel]).weights
    #expect(zip(fitted, weights).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test("a quarter turn goes anticlockwise, and a mirror comes before it")
  func quarterTurns() throws {
    let bank = [Filter.rows([[1, 2, 3], [4, 5, 6]])]
    let turned = Filter.rows([[3, 6], [2, 5], [1, 4]])
    let mirrored = Filter.rows([[3, 2, 1], [6, 5, 4]])
    let both = Filter.rows([[-1, -4], [-2, -5], [-3, -6]])
    let result = try FilterMatcher(bank: bank).matches(of: [turned, mirrored, both])
    let matches = try result.matches.map { try #require($0) }
    #expect(matches.map(\.rotation) == [90, 0, 90])
    #expect(matches.map(\.isMirrored) == [false, true, true])
    #expect(matches.map(\.isNegated) == [false, false, true])
    #expect(matches.allSatisfy { $0.score > 0.999999 })
    #expect(matches[2].fitted(to: both, from: bank).weights == both.weights)
  }

  @Test("an angle is found to the step", arguments: [15, 45, 60, 105, 165])
  func angles(degrees: Int) throws {
    let bank = [Filter.gabor(size: 11, degrees: 0, wavelength: 5, sigma: 2)]
    let learned = Filter.gabor(size: 11, degrees: Double(degrees), wavelength: 5, sigma: 2)
    let settings = MatchSettings(freelyTurned: [0], mirrors: false)
    let found = try FilterMatcher(bank: bank, settings: settings).matches(of: [learned])
    let match = try #require(found.matches[0])
    #expect(match.rotation == degrees)
    #expect(match.score > 0.99)
    #expect(match.shift == SIMD2(0, 0))
    let coarse = try FilterMatcher(bank: bank).matches(of: [learned]).matches[0]
    #expect(try #require(coarse).score < match.score)
  }

  @Test("a filter larger than the learned one scores with what lies inside")
  func larger() throws {
    let bank = [Filter.rows([[1, 1, 1, 1]])]
    let found = try FilterMatcher(bank: bank).matches(of: [.rows([[2, 2, 2]])])
    let match = try #require(found.matches[0])
    #expect(abs(match.score - 0.8660254037844386) < 1e-7)
    // Both places are as near to the middle; the first wins.
    #expect(match.left == -1)
    let nowhere = try FilterMatcher(bank: bank).matches(of: [.rows([[1]])])
    #expect(nowhere.matches == [nil])
  }

  @Test("colours count: a grey filter scores the root of its share of luminance")
  func colours() throws {
    let grey = Filter.rows([[1, -1]])
    let red = Filter(name: "r", channels: 3, height: 1, width: 2, weights: [1, -1, 0, 0, 0, 0])
    let opponent = Filter(
      name: "o", channels: 3, height: 1, width: 2, weights: [1, -1, -1, 1, 0, 0])
    let result = try FilterMatcher(bank: [grey, opponent]).matches(of: [red, grey])
    #expect(abs(result.similarity[0, 0] - 0.57735026) < 1e-6)
    #expect(abs(result.similarity[0, 1] - 0.70710678) < 1e-6)
    #expect(result.matches.map { $0?.index } == [1, 0])
    #expect(result.similarity[1, 1] == 0)
  }

  @Test("of equal scores the first wins: in the bank, unturned, unshifted")
  func ties() throws {
    let box = Filter.rows([[1, 1, 1], [1, 1, 1], [1, 1, 1]])
    let learned = Filter(
      name: "0", channels: 1, height: 5, width: 5, weights: [Float](repeating: 0.3, count: 25))
    let found = try FilterMatcher(bank: [box, box]).matches(of: [learned]).matches[0]
    let match = try #require(found)
    #expect(match.index == 0 && match.rotation == 0 && !match.isMirrored)
    #expect(match.shift == SIMD2(0, 0))
  }

  @Test("filters that are zero or not finite match nothing")
  func dead() throws {
    let dead = [Filter.rows([[0, 0]]), .rows([[.nan, 1]]), .rows([[.infinity, 1]])]
    let matcher = try FilterMatcher(bank: dead + [.rows([[1, 2]])])
    #expect(try matcher.matches(of: dead).matches == [nil, nil, nil])
    #expect(try matcher.matches(of: [.rows([[1, 2]])]).matches[0]?.index == 3)
    #expect(try FilterMatcher(bank: dead).matches(of: [.rows([[1, 2]])]).matches == [nil])
  }

  @Test("the largest and the smallest weights are compared")
  func range() throws {
    let found = try FilterMatcher(bank: [.rows([[1e-38, 2e-38]])]).matches(
      of: [.rows([[1e38, 2e38]])])
    #expect(try #require(found.matches[0]).score > 0.999999)
  }

  @Test("an empty bank is refused")
  func empty() {
    #expect(throws: ComparisonError.emptyBank(.handcrafted)) { try FilterMatcher(bank: []) }
    #expect(throws: ComparisonError.emptyBank(.learned)) {
      try FilterMatcher(bank: [sobel]).matches(of: [])
    }
  }

  @Test(
    "scores are those of plain loops over all shifts, mirrors and quarter turns", arguments: 1...30)
  func plainLoops(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    func filter() -> Filter {
      .random(
        channels: Bool.random(using: &generator) ? 3 : 1,
        height: .random(in: 1...6, using: &generator),
        width: .random(in: 1...6, using: &generator), using: &generator)
    }
    let learned = filter()
    let bank = [filter(), filter(), filter()]
    let result = try FilterMatcher(bank: bank).matches(of: [learned])
    let scores = bank.map { PlainMatch.best($0, on: learned) }
    for (index, score) in scores.enumerated() {
      #expect(abs(Double(abs(result.similarity[0, index])) - score) < 1e-5)
    }
    let best = scores.max() ?? 0
    #expect(abs((result.matches[0]?.score ?? 0) - best) < 1e-5)
  }
}

/// The score by its definition.
private enum PlainMatch {
  static func best(_ filter: Filter, on learned: Filter) -> Double {
    var best = 0.0
    for isMirrored in [false, true] {
      for turns in 0..<4 {
        let sideways = turns % 2 == 1
        let height = sideways ? filter.width : filter.height
        let width = sideways ? filter.height : filter.width
        func weight(_ channel: Int, _ row: Int, _ column: Int) -> Double {
          var place = (row, column)
          switch turns {
          case 1: place = (column, filter.width - 1 - row)
          case 2: place = (filter.height - 1 - row, filter.width - 1 - column)
          case 3: place = (filter.height - 1 - column, row)
          default: break
          }
          if isMirrored { place.1 = filter.width - 1 - place.1 }
          return value(filter, channel, place.0, place.1)
        }
        for top in -height...learned.height {
          for left in -width...learned.width {
            var (product, inside, own, other) = (0.0, 0.0, 0.0, 0.0)
            for channel in 0..<3 {
              for row in 0..<height {
                for column in 0..<width {
                  let w = weight(channel, row, column)
                  own += w * w
                  guard 0..<learned.height ~= top + row, 0..<learned.width ~= left + column
                  else { continue }
                  inside += w * w
                  product += w * value(learned, channel, top + row, left + column)
                }
              }
              for row in 0..<learned.height {
                for column in 0..<learned.width {
                  let v = value(learned, channel, row, column)
                  other += v * v
                }
              }
            }
            if inside >= own / 2 { best = max(best, abs(product) / (own * other).squareRoot()) }
          }
        }
      }
    }
    return best
  }

  private static func value(_ filter: Filter, _ channel: Int, _ row: Int, _ column: Int) -> Double {
    let plane = filter.channels == 1 ? 0 : channel * filter.height * filter.width
    return Double(filter.weights[plane + row * filter.width + column])
  }
}
