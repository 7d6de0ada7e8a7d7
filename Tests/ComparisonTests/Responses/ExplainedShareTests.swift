import Comparison
import Kernels
import Networks
import Pixels
import Testing
import _TestSupport

@Suite struct ExplainedShareTests {
  @Test("shares are those of normal equations solved in plain loops", arguments: 1...8)
  func normalEquations(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let handcrafted = [
      Filter.random(height: 3, width: 3, using: &generator),
      .random(channels: 3, height: 2, width: 1, using: &generator),
      .random(height: 1, width: 4, using: &generator),
    ]
    var reference = ResponseReference(
      learned: (0..<3).map { _ in .random(channels: 3, height: 5, width: 4, using: &generator) },
      bias: [0, 100, -3], stride: Step(x: 1, y: 2), padding: Int(seed % 3),
      handcrafted: handcrafted, images: [])
    for _ in 0..<2 {
      reference.images.append(
        ResponseReference.image(
          height: 11 + Int(seed), width: .random(in: 9...20, using: &generator), using: &generator))
    }
    reference.settings.ridge = 0.01
    let shares = try reference.statistics().explainedShares()
    let rows = reference.rows()
    #expect(try reference.statistics().sampleCount == rows.count)
    for (filter, share) in shares.enumerated() {
      let expected = plainShare(of: filter, of: 3, rows: rows, ridge: 0.01)
      #expect(abs(try #require(share) - expected) < 1e-4)
    }
  }

  private func plainShare(
    of filter: Int, of learned: Int, rows: [(isTraining: Bool, responses: [Double])], ridge: Double
  ) -> Double {
    let training = rows.filter(\.isTraining).map(\.responses)
    let heldOut = rows.filter { !$0.isTraining }.map(\.responses)
    let features = rows[0].responses.count - learned
    func mean(_ column: Int, _ rows: [[Double]]) -> Double {
      rows.reduce(0) { $0 + $1[column] } / Double(rows.count)
    }
    let means = rows[0].responses.indices.map { mean($0, training) }
    let deviations = means.indices.map { column in
      training.reduce(0) { $0 + ($1[column] - means[column]) * ($1[column] - means[column]) }
        .squareRoot()
    }
    func scaled(_ row: [Double], _ feature: Int) -> Double {
      (row[learned + feature] - means[learned + feature]) / deviations[learned + feature]
    }
    // The normal equations with their right side, reduced by Gauss and Jordan.
    var system = (0..<features).map { row in
      (0..<features).map { column in
        training.reduce(0) { $0 + scaled($1, row) * scaled($1, column) }
          + (row == column ? ridge : 0)
      } + [training.reduce(0) { $0 + scaled($1, row) * ($1[filter] - means[filter]) }]
    }
    for pivot in 0..<features {
      let factor = system[pivot][pivot]
      for column in 0...features { system[pivot][column] /= factor }
      for row in 0..<features where row != pivot {
        let factor = system[row][pivot]
        for column in 0...features { system[row][column] -= factor * system[pivot][column] }
      }
    }
    let heldOutMean = mean(filter, heldOut)
    var (error, total) = (0.0, 0.0)
    for row in heldOut {
      var prediction = means[filter]
      for feature in 0..<features { prediction += system[feature][features] * scaled(row, feature) }
      error += (row[filter] - prediction) * (row[filter] - prediction)
      total += (row[filter] - heldOutMean) * (row[filter] - heldOutMean)
    }
    return 1 - error / total
  }

  @Test("a bank explains itself")
  func itself() throws {
    var generator = SeededGenerator(seed: 9)
    let bank = (0..<30).map { number in
      Filter.random(
        channels: number % 4 == 0 ? 3 : 1, height: 1 + number % 5, width: 1 + number % 7,
        using: &generator)
    }
    let learned = bank.map { filter in
      // The same filter in the middle of zeros.
      var weights = [Float](repeating: 0, count: 3 * 5 * 7)
      for channel in 0..<3 {
        for row in 0..<filter.height {
          for column in 0..<filter.width {
            let plane = filter.channels == 1 ? 0 : channel * filter.height
            let target = (channel * 5 + row + (5 - filter.height) / 2) * 7
            weights[target + column + (7 - filter.width) / 2] =
              filter.weights[(plane + row) * filter.width + column]
          }
        }
      }
      return Filter(name: "", channels: 3, height: 5, width: 7, weights: weights)
    }
    let reference = ResponseReference(
      learned: learned, bias: [Float](repeating: 1, count: 30), handcrafted: bank,
      images: [ResponseReference.image(height: 40, width: 44, using: &generator)])
    for share in try reference.statistics().explainedShares() {
      #expect(try #require(share) > 0.999)
    }
  }

  @Test("too few samples are refused as they are for the alignment")
  func tooFew() throws {
    var generator = SeededGenerator(seed: 5)
    func weights(_ red: Float, _ green: Float, _ blue: Float) -> Filter {
      Filter(name: "", channels: 3, height: 1, width: 1, weights: [red, green, blue])
    }
    let reference = ResponseReference(
      learned: [weights(1, 0, 0)], bias: [0],
      handcrafted: [weights(0, 1, 0), weights(0, 0, 1), weights(1, 1, 1)],
      images: [ResponseReference.image(height: 4, width: 7, using: &generator)])
    let refusal = ComparisonError.tooFewSamples(samples: 28, needed: 30, features: 3)
    #expect(throws: refusal) { try reference.statistics().explainedShares() }
    #expect(throws: refusal) { try reference.statistics().linearCKA() }
  }

  @Test("constant and dead responses have no share")
  func constant() throws {
    var generator = SeededGenerator(seed: 3)
    let nan = Filter(name: "", channels: 1, height: 1, width: 2, weights: [.nan, 1])
    var reference = ResponseReference(
      learned: [.rows([[0, 0]]), nan, .rows([[1, 2]])], bias: [3, 0, 1],
      handcrafted: [.rows([[0]]), .rows([[1, 1]])],
      images: [ResponseReference.image(channels: 1, height: 9, width: 9, using: &generator)])
    let shares = try reference.statistics().explainedShares()
    #expect(shares[0] == nil && shares[1] == nil)
    #expect(try #require(shares[2]) > 0.5)
    #expect(try reference.statistics().patches.map(\.isEmpty) == [true, true, false])
    let flat = [Float](repeating: 77, count: 81)
    reference.images = [Activation(shape: Shape(channels: 1, height: 9, width: 9), values: flat)]
    #expect(throws: ComparisonError.constantResponses(.learned)) {
      try reference.statistics().explainedShares()
    }
    #expect(throws: ComparisonError.constantResponses(.learned)) {
      try reference.statistics().linearCKA()
    }
  }

  @Test("a handcrafted filter larger than the learned ones loses its rim")
  func larger() throws {
    var generator = SeededGenerator(seed: 6)
    var reference = ResponseReference(
      learned: [.rows([[2]])], bias: [0],
      handcrafted: [.rows([[9, -8, 7], [6, 5, 4], [3, 2, 1]])],
      images: [ResponseReference.image(channels: 1, height: 12, width: 9, using: &generator)])
    #expect(try #require(reference.statistics().explainedShares()[0]) > 0.999999)
    #expect(try reference.statistics().linearCKA() > 0.999999)
    // Nothing is left in the middle that could predict.
    reference.handcrafted = [.rows([[9, -8, 7], [6, 0, 4], [3, 2, 1]])]
    #expect(throws: ComparisonError.constantResponses(.handcrafted)) {
      try reference.statistics().explainedShares()
    }
    #expect(throws: ComparisonError.constantResponses(.handcrafted)) {
      try reference.statistics().linearCKA()
    }
  }

  @Test("one position has nothing held out")
  func onePosition() throws {
    let image = Activation(shape: Shape(channels: 1, height: 1, width: 1), values: [3])
    let reference = ResponseReference(
      learned: [.rows([[1]])], bias: [0], handcrafted: [.rows([[1]])], images: [image])
    let refusal = ComparisonError.tooFewSamples(samples: 1, needed: 2, features: 0)
    #expect(throws: refusal) { try reference.statistics().explainedShares() }
    #expect(
      refusal.description
        == "1 sample is too few, at least 2 are needed: give more or larger images")
  }

  @Test("at most so many positions of an image are sampled")
  func sampling() throws {
    var generator = SeededGenerator(seed: 4)
    var reference = ResponseReference(
      learned: [.rows([[1, 2]])], bias: [0], handcrafted: [.rows([[1, 1]])],
      images: [ResponseReference.image(channels: 1, height: 30, width: 31, using: &generator)])
    reference.settings.positionsPerImage = 100
    let statistics = try reference.statistics()
    #expect(statistics.sampleCount == 100)
    #expect(40...60 ~= statistics.heldOutCount)
  }

  @Test("images that do not fit are refused")
  func badImages() throws {
    let reference = ResponseReference(
      learned: [.rows([[1, 2, 3]])], bias: [0], handcrafted: [.rows([[1]])], images: [])
    let banks = try reference.banks()
    let small = Shape(channels: 1, height: 4, width: 2)
    #expect(
      throws: ComparisonError.imageTooSmall(image: 5, input: small, height: 1, width: 3)
    ) {
      try banks.statistics(
        of: Activation(shape: small, values: [Float](repeating: 0, count: 8)), number: 5)
    }
    let colour = Shape(channels: 3, height: 1, width: 3)
    #expect(throws: ComparisonError.imageChannels(image: 1, input: colour, expected: 1)) {
      try banks.statistics(
        of: Activation(shape: colour, values: [Float](repeating: 0, count: 9)), number: 1)
    }
    let shape = Shape(channels: 1, height: 1, width: 3)
    #expect(throws: ComparisonError.imageNotFinite(image: 0)) {
      try banks.statistics(of: Activation(shape: shape, values: [0, .nan, 1]), number: 0)
    }
    #expect(throws: ComparisonError.emptyBank(.handcrafted)) {
      try ResponseBanks(learned: [.rows([[1]])], handcrafted: [])
    }
    #expect(throws: ComparisonError.emptyBank(.learned)) {
      try ResponseBanks(learned: [], handcrafted: [.rows([[1]])])
    }
  }
}
