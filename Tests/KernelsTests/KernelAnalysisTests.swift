import Kernels
import Testing

@Suite("analysis of kernels")
struct KernelAnalysisTests {
  @Test(
    "a kernel of whole numbers is separated exactly",
    arguments: [
      (3, [-1, 0, 1, -2, 0, 2, -1, 0, 1], [1, 2, 1], [-1, 0, 1]),
      (3, [6, 4, 2, -3, -2, -1], [2, -1], [3, 2, 1]), (3, [0, 0, 0, 0, 5, 0], [0, 5], [0, 1, 0]),
      (4, [2, 4, 6, 8], [2], [1, 2, 3, 4]), (1, [3, 0, -6], [3, 0, -6], [1]),
      (2, [0, 0, 0, 0], [0, 0], [0, 0]), (1, [-7], [7], [-1]),
      (2, [16_777_216, 0, 16_777_215, 0], [16_777_216, 16_777_215], [1, 0]),
    ] as [(Int, [Float], [Float], [Float])])
  func exact(width: Int, weights: [Float], column: [Float], row: [Float]) throws {
    let kernel = Kernel(height: weights.count / width, width: width, weights: weights)
    let factors = try #require(kernel.separable)
    let sign: Float = zip(factors.row, row).contains { $0 * $1 < 0 } ? -1 : 1
    #expect(factors.row == row.map { $0 * sign })
    #expect(factors.column == column.map { $0 * sign })
    #expect(factors.column.flatMap { y in factors.row.map { y * $0 } } == weights)
  }

  @Test(
    "a kernel that is no product is not separable",
    arguments: [
      [0, -1, 0, -1, 5, -1, 0, -1, 0], [1, 1, 1, 1, 2, 1, 1, 1, 1], [1, 0, 0, 0, 1, 0, 0, 0, 1],
      [16_777_216, 16_777_215, 0, 16_777_215, 16_777_215, 0, 0, 0, 0],
      [0.1, 0.2, 0.1, 0.2, 0.4, 0.2, 0.1, 0.2, 0.1001],
    ] as [[Float]])
  func inseparable(weights: [Float]) {
    let kernel = Kernel(height: 3, width: 3, weights: weights)
    #expect(kernel.separable == nil)
    #expect(kernel.rank() > 1)
  }

  @Test("rounded weights are separated within a millionth of the largest")
  func near() throws {
    let bell: [Float] = [0.05448868, 0.24420134, 0.40261996, 0.24420134, 0.05448868]
    let weights = bell.flatMap { y in bell.map { y * $0 } }
    let kernel = Kernel(height: 5, width: 5, weights: weights)
    let factors = try #require(kernel.separable)
    for (index, weight) in weights.enumerated() {
      let product = factors.column[index / 5] * factors.row[index % 5]
      #expect(abs(product - weight) < 2e-7)
    }
    #expect(kernel.rank() == 1)
  }

  @Test("several channels are not separable, but each has a rank")
  func channels() {
    let kernel = Kernel(channels: 2, height: 2, width: 2, weights: [1, 2, 2, 4, 1, 0, 0, 1])
    #expect(kernel.separable == nil)
    #expect(kernel.rank(ofChannel: 0) == 1)
    #expect(kernel.rank(ofChannel: 1) == 2)
    #expect(kernel.rows(ofChannel: 1) == [[1, 0], [0, 1]])
  }

  @Test(
    "the rank counts products",
    arguments: [
      (3, [0, 0, 0, 0, 0, 0, 0, 0, 0], 0), (3, [0, -1, 0, -1, 5, -1, 0, -1, 0], 2),
      (3, [1, 2, 3, 4, 5, 6, 7, 8, 9], 2), (3, [1, 2, 3, 4, 5, 6, 7, 8, 12], 3),
      (2, [1, 2, 2, 4, 3, 6], 1), (3, [1, 2, 3, 2, 4, 7], 2),
      (2, [16_777_216, 16_777_215, 16_777_215, 16_777_214], 2),
    ] as [(Int, [Float], Int)])
  func rank(width: Int, weights: [Float], rank: Int) {
    #expect(Kernel(height: weights.count / width, width: width, weights: weights).rank() == rank)
  }

  @Test("the response to an impulse is the scaled matrix turned by 180 degrees")
  func impulse() throws {
    let kernel = Kernel(
      height: 2, width: 3, weights: [1, 2, 3, 4, 5, 6],
      scale: try #require(Fraction(1, over: 2)), offset: Fraction(128))
    #expect(kernel.impulseResponse == [3, 2.5, 2, 1.5, 1, 0.5])

    // A straight correlation of an image with one sample of value 1, without a border.
    let (width, height, place) = (9, 7, (x: 4, y: 3))
    var response: [Double] = []
    for y in place.y - kernel.flipped.anchor.y..<place.y - kernel.flipped.anchor.y + 2 {
      for x in place.x - kernel.flipped.anchor.x..<place.x - kernel.flipped.anchor.x + 3 {
        var sum = 0.0
        for (j, row) in kernel.rows().enumerated() {
          for (i, weight) in row.enumerated() {
            let (column, line) = (x + i - kernel.anchor.x, y + j - kernel.anchor.y)
            #expect((0..<width).contains(column) && (0..<height).contains(line))
            if column == place.x, line == place.y { sum += Double(weight) }
          }
        }
        response.append(sum / 2)
      }
    }
    #expect(response == kernel.impulseResponse)
  }

  @Test("rounded weights sum to zero as far as rounding lets that be known")
  func zeroSum() {
    #expect(Kernel(height: 1, width: 3, weights: [0.1, 0.2, -0.3]).isZeroSum)
    #expect(!Kernel(height: 1, width: 3, weights: [0.1, 0.2, -0.299]).isZeroSum)
    #expect(Kernel(height: 1, width: 2, weights: [1, -1]).isZeroSum)
    #expect(!Kernel(height: 1, width: 2, weights: [16_777_216, -16_777_215]).isZeroSum)
  }
}
