import Glibc
import Testing

import Maximisation

/// What pictures are made of, and the ways back.
@Suite struct PictureBasisTests {
  private func numbers(_ count: Int, seed: UInt64) -> [Float] {
    var random = RandomNumbers(seed: seed, stream: 0)
    return (0..<count).map { _ in random.normal() }
  }

  @Test("a plane is the sum of waves, each divided by its frequency", arguments: [8, 6])
  func waves(side: Int) {
    let basis = PictureBasis(side: side, usesFrequencies: true)
    // 8 rows of frequencies from left to right, of 0 to 4 from top to bottom.
    #expect(basis.count == 2 * 8 * 5)
    let coefficients = numbers(basis.count, seed: 3)
    var plane = [Float](repeating: 0, count: side * side)
    var room = basis.room
    basis.write(coefficients[...], to: &plane, &room)
    for row in 0..<side {
      for column in 0..<side {
        var sum = 0.0
        for across in 0..<8 {
          for down in 0...4 {
            let place = across * 5 + down
            let x = Double(across <= 4 ? across : across - 8) / 8
            let frequency = max((x * x + Double(down * down) / 64).squareRoot(), 1.0 / 8)
            let angle = 2 * Double.pi * Double(across * column + down * row) / 8
            // What stands for two frequencies counts twice.
            let weight = down == 0 || down == 4 ? 1.0 : 2
            let wave =
              Double(coefficients[place]) * cos(angle)
              - Double(coefficients[40 + place]) * sin(angle)
            sum += weight * wave / frequency * 8 / 4 / 64
          }
        }
        #expect(abs(Double(plane[row * side + column]) - sum) < 1e-5)
      }
    }
  }

  @Test("the gradient of the numbers is that of the pixels, taken back", arguments: [8, 6, 32])
  func waysBack(side: Int) {
    for usesFrequencies in [true, false] {
      let basis = PictureBasis(side: side, usesFrequencies: usesFrequencies)
      var room = basis.room
      let (coefficients, slopes) = (numbers(basis.count, seed: 1), numbers(side * side, seed: 2))
      var plane = [Float](repeating: 0, count: side * side)
      basis.write(coefficients[...], to: &plane, &room)
      var gradient = [Float](repeating: 0, count: basis.count)
      basis.gradient(slopes, to: &gradient, &room)
      #expect(isNear(product(plane, slopes), product(coefficients, gradient)))
    }
  }

  @Test("the gradient of a picture is that of the moved one, taken back")
  func movement() {
    var random = RandomNumbers(seed: 5, stream: 1)
    var sampling = Movement.Sampling(side: 33)
    var padded = sampling.padded
    for _ in 0..<10 {
      sampling.set(Movement(side: 33, &random))
      let (plane, slopes) = (numbers(33 * 33, seed: 1), numbers(33 * 33, seed: 2))
      var moved = [Float](repeating: 0, count: 33 * 33)
      var gradient = moved
      sampling.move(plane, to: &moved, &padded)
      sampling.moveBack(slopes, to: &gradient, &padded)
      #expect(isNear(product(moved, slopes), product(plane, gradient)))
      #expect(moved != plane)
    }
  }

  private func product(_ first: [Float], _ second: [Float]) -> Double {
    zip(first, second).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  private func isNear(_ first: Double, _ second: Double) -> Bool {
    abs(first - second) < 1e-4 * max(1, abs(first))
  }
}
