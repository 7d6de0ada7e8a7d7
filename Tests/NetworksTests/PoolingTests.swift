import Networks
import Pixels
import Testing
import _TestSupport

@Suite struct PoolingTests {
  @Test("ceil mode with padding counted gives PyTorch's means")
  func averageVector() throws {
    let input = map([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]])
    let pool = try Pooling(
      .average(countsPadding: true), height: 3, width: 3, stride: Step(x: 2, y: 2),
      padding: .all(1), roundsUp: true)
    let output = try pool.forward(input)
    #expect(output.shape == Shape(channels: 1, height: 3, width: 3))
    let expected: [Float] = [1.5556, 3.3333, 2, 6.3333, 11, 6, 4.5, 7.5, 4]
    for (value, expected) in zip(output.values, expected) { #expect(abs(value - expected) < 1e-4) }
  }

  @Test("padding that is not counted leaves the divisor to the values")
  func uncounted() throws {
    let pool = try Pooling(
      .average(countsPadding: false), height: 2, width: 2, stride: Step(x: 2, y: 2),
      padding: .all(1))
    #expect(try pool.forward(map([[1, 2], [3, 4]])) == map([[1, 2], [3, 4]]))
  }

  @Test(
    "a window that would start in the padding after the input is dropped",
    arguments: [
      // Size, extent, stride, padding, ceil; outputs.
      (7, 2, 3, 1, true, 3), (9, 4, 4, 2, true, 3), (55, 3, 2, 0, true, 27),
      (13, 3, 2, 0, true, 6), (14, 3, 2, 0, true, 7), (14, 3, 2, 0, false, 6),
      (2, 3, 2, 0, true, 1), (112, 3, 2, 0, true, 56),
    ])
  func sizes(size: Int, extent: Int, stride: Int, padding: Int, ceil: Bool, outputs: Int) throws {
    let pool = try Pooling(
      .max, height: 1, width: extent, stride: Step(x: stride, y: 1),
      padding: .margins(Margins(left: padding, right: padding)), roundsUp: ceil)
    let shape = Shape(channels: 1, height: 1, width: size)
    #expect(try pool.outputShape(for: shape).width == outputs)
    let input = Activation(shape: shape, values: (0..<size).map { -Float($0) })
    #expect(try pool.forward(input).values.count == outputs)
  }

  @Test("padding never wins, not-a-number does")
  func extremes() throws {
    let pool = try Pooling(.max, height: 3, width: 3, stride: .one, padding: .all(1))
    #expect(try pool.forward(map([[-5, -7], [-6, -8]])) == map([[-5, -5], [-5, -5]]))
    let output = try pool.forward(
      map([[1, 2, 3, 4], [.nan, 6, 7, 8], [-.infinity, 1, 1, .infinity]]))
    #expect(
      output.values.map(\.isNaN) == [true, true, false, false] + [true, true, false, false]
        + [true, true, false, false])
    #expect(output.values[7] == .infinity)
  }

  @Test("random shapes agree with plain loops")
  func plainLoops() throws {
    var random = SeededGenerator(seed: 31)
    for _ in 0..<60 {
      let (height, width) = (
        Int.random(in: 1...5, using: &random), Int.random(in: 1...5, using: &random)
      )
      let stride = Step(
        x: Int.random(in: 1...4, using: &random), y: Int.random(in: 1...4, using: &random))
      let (top, left) = (
        Int.random(in: 0..<height, using: &random), Int.random(in: 0..<width, using: &random)
      )
      let input = random.activation(
        Shape(
          batch: 2, channels: 3, height: .random(in: 5...19, using: &random),
          width: .random(in: 5...41, using: &random)))
      let padding = Padding.margins(Margins(top: top, left: left, bottom: top, right: left))
      let largest = try Pooling(
        .max, height: height, width: width, stride: stride, padding: padding
      )
      .forward(input)
      let mean = try Pooling(
        .average(countsPadding: true), height: height, width: width, stride: stride,
        padding: padding
      ).forward(input)
      let shape = largest.shape
      for (index, value) in largest.values.enumerated() {
        let (map, place) = index.quotientAndRemainder(dividingBy: shape.height * shape.width)
        let (row, column) = place.quotientAndRemainder(dividingBy: shape.width)
        var (expected, sum): (Float, Double) = (-.infinity, 0)
        for i in 0..<height {
          for j in 0..<width {
            let (y, x) = (row * stride.y - top + i, column * stride.x - left + j)
            guard y >= 0, x >= 0, y < input.shape.height, x < input.shape.width else { continue }
            let value = input.values[(map * input.shape.height + y) * input.shape.width + x]
            expected = max(expected, value)
            sum += Double(value)
          }
        }
        #expect(value == expected)
        #expect(abs(Double(mean.values[index]) - sum / Double(height * width)) < 1e-6)
      }
    }
  }

  @Test("margins as wide as the window are refused")
  func margins() {
    #expect(throws: LayerError.invalid(parameter: "padding", value: 2, allowed: 0...1)) {
      try Pooling(.max, height: 2, width: 2, stride: .one, padding: .all(2))
    }
  }

  @Test("global pooling gives the mean of every map")
  func global() throws {
    let input = Activation(
      shape: Shape(batch: 1, channels: 2, height: 1, width: 3), values: [1, 2, 6, -1, -1, 2])
    #expect(
      try GlobalAveragePooling().forward(input)
        == Activation(shape: Shape(channels: 2, height: 1, width: 1), values: [3, 0]))
    #expect(throws: LayerError.self) {
      try GlobalAveragePooling().outputShape(for: Shape(channels: 1, height: 0, width: 3))
    }
  }
}
