import Networks
import Testing
import _TestSupport

@Suite struct NormalisationTests {
  /// Numbers less their mean, divided by their deviation.
  private func standard(_ numbers: [Float], epsilon: Double) -> [Double] {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0) { $0 + Double($1) } / count
    let variance = numbers.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
    return numbers.map { (Double($0) - mean) / (variance + epsilon).squareRoot() }
  }

  @Test(
    "groups of maps have their own mean and deviation, maps or groups their scale",
    arguments: [
      // Shape, groups, numbers of scale and shift.
      ([2, 4, 5], 2, 4), ([2, 4, 5], 2, 2), ([1, 6, 2, 3], 3, 6), ([1, 6, 2, 3], 1, 1),
      ([2, 3, 2, 2, 2], nil, 3), ([2, 3, 4], nil, 3), ([1, 4, 3, 3], 4, 4),
    ] as [([Int], Int?, Int)])
  func groups(shape: [Int], groups: Int?, numbers: Int) throws {
    var random = SeededGenerator(seed: 111)
    let input = random.tensor(shape)
    let (scale, shift) = (random.tensor([numbers]), random.tensor([numbers]))
    let operation = try GroupNormalisation(groups: groups, epsilon: 0.01)
    let output = try call(operation, input, scale, shift)[0]
    let count = groups ?? shape[1]
    let size = input.count / (shape[0] * count)
    let plane = input.count / (shape[0] * shape[1])
    for group in 0..<shape[0] * count {
      let own = Array(input.floats[group * size..<(group + 1) * size])
      for (place, value) in standard(own, epsilon: 0.01).enumerated() {
        let element = group * size + place
        let channel = element / plane % shape[1]
        let index = numbers == shape[1] ? channel : channel / (shape[1] / count)
        let expected = value * Double(scale.floats[index]) + Double(shift.floats[index])
        #expect(abs(Double(output.floats[element]) - expected) < 1e-6)
      }
    }
  }

  @Test(
    "groups that do not fit are refused",
    arguments: [
      ([1, 4, 2], 3, 4), ([1, 4, 2], 2, 3), ([1, 4], 2, 4),
    ])
  func refusedGroups(shape: [Int], groups: Int, numbers: Int) throws {
    let operation = try GroupNormalisation(groups: groups)
    let fact = Fact(shape: [numbers])
    #expect(throws: LayerError.self) {
      try operation.outputs(for: [Fact(shape: shape), fact, fact])
    }
    #expect(throws: LayerError.self) { try GroupNormalisation(groups: 0) }
  }

  @Test(
    "a layer is normalised over its last axes, with means and deviations beside it",
    arguments: [
      ([2, 3, 4], -1, [4], 4), ([2, 3, 4], 1, [3, 4], 12), ([2, 3, 4], 0, [4], 24),
      ([2, 3, 4], -2, [3, 1], 12), ([5], 0, [], 5), ([2, 3, 4], -1, [1, 1, 4], 4),
      ([2, 3], -1, [1], 3),
    ])
  func layer(shape: [Int], axis: Int, scale: [Int], count: Int) throws {
    var random = SeededGenerator(seed: 112)
    let (input, factors, shift) = (random.tensor(shape), random.tensor(scale), random.tensor(scale))
    let outputs = try call(LayerNormalisation(axis: axis, epsilon: 0.1), input, factors, shift)
    for position in 0..<input.count / count {
      let own = Array(input.floats[position * count..<(position + 1) * count])
      for (place, value) in standard(own, epsilon: 0.1).enumerated() {
        let last = shape[shape.count - 1]
        let index =
          switch scale {
          case [4], [1, 1, 4]: place % last
          case [3, 4]: place
          case [3, 1]: place / last
          default: 0
          }
        let expected = value * Double(factors.floats[index]) + Double(shift.floats[index])
        #expect(abs(Double(outputs[0].floats[position * count + place]) - expected) < 1e-6)
      }
      let mean = own.reduce(0, +) / Float(count)
      #expect(abs(outputs[1].floats[position] - mean) < 1e-6)
      let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(count)
      #expect(abs(outputs[2].floats[position] - 1 / (variance + 0.1).squareRoot()) < 1e-5)
    }
    let first = axis < 0 ? axis + shape.count : axis
    let ones = [Int](repeating: 1, count: shape.count - first)
    #expect(outputs[1].shape == shape[..<first] + ones)
    let unshifted = try call(
      LayerNormalisation(axis: axis, epsilon: 0.1), input, factors, nil)[0]
    #expect(unshifted != outputs[0])
  }

  @Test(
    "layers that do not fit are refused",
    arguments: [
      ([2, 3], 2, [3]), ([2, 3], -3, [3]), ([2, 3], 1, [2]), ([2, 3], 1, [2, 3]), ([], 0, []),
    ])
  func refusedLayers(shape: [Int], axis: Int, scale: [Int]) {
    #expect(throws: LayerError.self) {
      try LayerNormalisation(axis: axis).outputs(for: [Fact(shape: shape), Fact(shape: scale)])
    }
  }

  @Test("batch normalisation takes any rank", arguments: [[2, 3], [2, 3, 4], [2, 3, 2, 2, 2]])
  func batch(shape: [Int]) throws {
    let input = Tensor.counting(shape)
    let output = try call(
      BatchNormalisationOperator(epsilon: 0), input, Tensor(shape: [3], values: [1, 2, 3]),
      Tensor(shape: [3], values: [4, 1, 0.25]), Tensor(shape: [3], values: [1, 2, 1]),
      Tensor(shape: [3], values: [0, 0, 5]))[0]
    let plane = input.count / 6
    let expected = input.floats.enumerated().map { place, value -> Float in
      switch place / plane % 3 {
      case 0: (value - 1) / 2
      case 1: (value - 2) * 2
      default: (value - 3) * 2 + 5
      }
    }
    #expect(output.floats == expected)
  }

  @Test(
    "maps of any spatial rank are normalised by their neighbours",
    arguments: [
      [1, 3, 2], [1, 3, 1, 2], [1, 3, 1, 2, 1],
    ])
  func localResponse(shape: [Int]) throws {
    let layer = try LocalResponseNormalisation(size: 2, alpha: 2, beta: 1, k: 1)
    let output = try call(layer, .counting(shape))[0]
    // A size of 2 sees the map and the one behind it: 1 / (1 + 1 + 9) and so on.
    let expected: [Double] = [1 / 11, 2 / 21, 3 / 35, 4 / 53, 5 / 26, 6 / 37]
    for (value, expected) in zip(output.floats, expected) {
      #expect(abs(Double(value) - expected) < 1e-7)
    }
    #expect(throws: LayerError.self) { try layer.outputs(for: [Fact(shape: [1, 3])]) }
  }

  @Test("mean and variance over any axes", arguments: [[0, 2, 3], [1], [-1, 0], []])
  func meanVariance(axes: [Int]) throws {
    var random = SeededGenerator(seed: 113)
    let shape = [2, 3, 2, 4]
    let input = random.tensor(shape)
    let output = try call(MeanVarianceNormalisation(axes: axes), input)[0]
    let all = indices(of: shape)
    let places = Set(axes.map { ($0 + 4) % 4 })
    for (element, index) in all.enumerated() {
      let together = all.filter { other in
        (0..<4).allSatisfy { places.contains($0) || other[$0] == index[$0] }
      }
      let values = together.compactMap { input.number($0) }
      let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
      let variance =
        values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(values.count)
      let expected = (Double(input.floats[element]) - mean) / (variance.squareRoot() + 1e-9)
      #expect(abs(Double(output.floats[element]) - expected) < 1e-5)
    }
    #expect(throws: LayerError.self) {
      try MeanVarianceNormalisation(axes: [4]).outputs(for: [Fact(shape: shape)])
    }
  }

  @Test("norms of 1 and 2 along an axis, and zeros stay")
  func norms() throws {
    let input = Tensor(shape: [2, 2], values: [3, 0, 4, 0])
    #expect(try call(try LpNormalisation(axis: 0), input)[0].floats == [0.6, 0, 0.8, 0])
    #expect(
      try call(try LpNormalisation(axis: 0, power: 1), input)[0].floats == [3 / 7, 0, 4 / 7, 0])
    #expect(try call(try LpNormalisation(), input)[0].floats == [1, 0, 1, 0])
    #expect(throws: LayerError.self) { try LpNormalisation(power: 3) }
  }

  @Test("normalisation over positions sees everything")
  func windows() throws {
    let (maps, three) = (Fact(shape: [1, 3, 4, 4]), Fact(shape: [3]))
    #expect(
      try GroupNormalisation(groups: nil).window(for: [maps, three, three])
        == Window(height: nil, width: nil, strideY: 1, strideX: 1))
    #expect(try LpNormalisation(axis: 1).window(for: [maps]) == nil)
    #expect(try LocalResponseNormalisation().window(for: [maps]) == nil)
  }
}
