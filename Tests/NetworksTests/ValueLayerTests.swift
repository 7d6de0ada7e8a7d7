import func Glibc.pow
import Networks
import Pixels
import Testing
import _TestSupport

@Suite struct ValueLayerTests {
  @Test("ReLU cuts negative values off, a leaky one shrinks them, not-a-number stays")
  func rectifiers() throws {
    let input = map([[-2, 0, 3, -.infinity, .nan]])
    let plain = try ReLU().forward(input).values
    #expect(plain.dropLast() == [0, 0, 3, 0])
    #expect(plain[4].isNaN)
    let leaky = try ReLU(slope: 0.25).forward(input).values
    #expect(leaky.dropLast() == [-0.5, 0, 3, -.infinity])
    #expect(leaky[4].isNaN)
  }

  @Test("sigmoid and tanh at known places, far ends included")
  func saturating() throws {
    let input = map([[0, 1, -1, 1000, -1000]])
    #expect(try Sigmoid().forward(input).values == [0.5, 0.7310586, 0.26894143, 1, 0])
    #expect(try Tanh().forward(input).values == [0, 0.7615942, -0.7615942, 1, -1])
  }

  @Test("local response normalisation agrees with its formula", arguments: [1, 2, 4, 5, 9])
  func localResponse(size: Int) throws {
    var random = SeededGenerator(seed: 51)
    let input = random.activation(Shape(batch: 2, channels: 7, height: 2, width: 3))
    for beta in [0.75, 0.6] {
      let layer = try LocalResponseNormalisation(size: size, alpha: 2.5, beta: Float(beta), k: 2)
      let output = try layer.forward(input)
      for (index, value) in output.values.enumerated() {
        let (image, channel, place) = (index / 42, index / 6 % 7, index % 6)
        var sum = 0.0
        for neighbour in channel - (size - 1) / 2...channel + size / 2
        where (0..<7).contains(neighbour) {
          let other = Double(input.values[image * 42 + neighbour * 6 + place])
          sum += other * other
        }
        let divisor = pow(2 + 2.5 / Double(size) * sum, beta)
        #expect(abs(Double(value) - Double(input.values[index]) / divisor) < 1e-6)
      }
    }
    #expect(throws: LayerError.self) { try LocalResponseNormalisation(size: 0) }
  }

  @Test("batch normalisation: mean, variance, gamma, beta of each map")
  func batch() throws {
    let input = Activation(
      shape: Shape(batch: 2, channels: 2, height: 1, width: 2),
      values: [1, 3, 10, 20, 5, 7, 30, 40])
    let layer = try BatchNormalisation(
      mean: [3, 10], variance: [3, 99], gamma: [2, 1], beta: [0.5, -1], epsilon: 1)
    #expect(try layer.forward(input).values == [-1.5, 0.5, -1, 0, 2.5, 4.5, 1, 2])
    #expect(layer.parameterCount == 8)
    #expect(
      try BatchNormalisation(mean: [1, 0], variance: [4, 1], epsilon: 0).forward(input).values
        == [0, 1, 10, 20, 2, 3, 30, 40])
    #expect(throws: LayerError.parameterCount(parameter: "variance", expected: 2, found: 1)) {
      try BatchNormalisation(mean: [1, 2], variance: [1])
    }
    let three = Shape(channels: 3, height: 1, width: 1)
    #expect(throws: LayerError.channels(expected: 2, input: three)) {
      try layer.outputShape(for: three)
    }
  }

  @Test("minimum and maximum become 0 and 1, map by map or over the image")
  func minMax() throws {
    let input = Activation(
      shape: Shape(batch: 2, channels: 2, height: 1, width: 2), values: [1, 3, 5, 5, -4, 4, 0, 12])
    #expect(try MinMaxNormalisation().forward(input).values == [0, 1, 0, 0, 0, 1, 0, 1])
    #expect(
      try MinMaxNormalisation(over: .image).forward(input).values
        == [0, 0.5, 1, 1, 0, 0.5, 0.25, 1])
    let largest = Float.greatestFiniteMagnitude
    #expect(
      try MinMaxNormalisation().forward(map([[-largest, 0, largest]])).values == [0, 0.5, 1])
  }

  @Test("mean and scale, common or one a map")
  func meanScale() throws {
    let input = Activation(
      shape: Shape(batch: 2, channels: 2, height: 1, width: 1), values: [1, 2, 3, 4])
    #expect(try MeanScale(mean: [1, 2], scale: [2]).forward(input).values == [0, 0, 4, 4])
    #expect(try MeanScale(scale: [2, 10]).forward(input).values == [2, 20, 6, 40])
    #expect(throws: LayerError.self) { try MeanScale(mean: [], scale: [1]) }
    #expect(throws: LayerError.self) { try MeanScale(mean: [1, 2], scale: [1, 2, 3]) }
    let three = Shape(channels: 3, height: 1, width: 1)
    #expect(throws: LayerError.channels(expected: 2, input: three)) {
      try MeanScale(mean: [1, 2]).outputShape(for: three)
    }
  }

  @Test("activations without values pass")
  func empty() throws {
    let shape = Shape(batch: 0, channels: 2, height: 3, width: 0)
    let input = Activation(shape: shape, values: [])
    let layers: [any Layer] = [
      ReLU(), Sigmoid(), Tanh(), MinMaxNormalisation(), try MeanScale(),
      try LocalResponseNormalisation(), try BatchNormalisation(mean: [0, 0], variance: [1, 1]),
    ]
    for layer in layers { #expect(try layer.forward(input).shape == shape) }
  }
}
