import Networks
import Testing
import _TestSupport

@Suite struct VolumeConvolutionTests {
  @Test(
    "volumes are summed in the order of the weights",
    arguments: [
      // Input, weights, strides, dilations, before, after, groups, spatial extents of the output.
      ([2, 2, 4, 5, 6], [3, 2, 2, 3, 1], [], [], [], [], 1, [3, 3, 6]),
      (
        [1, 4, 5, 4, 7], [6, 2, 2, 2, 3], [2, 1, 3], [1, 2, 1], [1, 0, 2], [0, 1, 1], 2, [3, 3, 3]
      ),
      ([1, 1, 3, 3, 3], [1, 1, 3, 3, 3], [], [], [], [], 1, [1, 1, 1]),
      ([1, 1, 2, 2, 5], [1, 1, 1, 1, 2], [4, 4, 4], [], [], [], 1, [1, 1, 1]),
    ])
  func plain(
    input: [Int], weights: [Int], strides: [Int], dilations: [Int], before: [Int], after: [Int],
    groups: Int, output: [Int]
  ) throws {
    var random = SeededGenerator(seed: 101)
    let (maps, kernels) = (random.tensor(input), random.tensor(weights))
    let bias = random.tensor([weights[0]])
    let operation = try VolumeConvolution(
      strides: strides, padding: .numbers(before: before, after: after), dilations: dilations,
      groups: groups)
    for bias in [nil, bias] {
      let result = try call(operation, maps, kernels, bias)[0]
      #expect(result.shape == [input[0], weights[0]] + output)
      let sums = indices(of: result.shape).map { index in
        let group = index[1] / (weights[0] / groups)
        return indices(of: Array(weights[1...])).reduce(bias?.floats[index[1]] ?? 0) { sum, tap in
          var place = [index[0], group * weights[1] + tap[0]]
          for axis in 0..<3 {
            place.append(
              index[2 + axis] * (strides.isEmpty ? 1 : strides[axis])
                - (before.isEmpty ? 0 : before[axis])
                + tap[1 + axis] * (dilations.isEmpty ? 1 : dilations[axis]))
          }
          return sum.addingProduct(
            maps.number(place) ?? 0, kernels.number([index[1]] + tap) ?? .nan)
        }
      }
      #expect(result.floats == sums)
    }
    let facts = [Fact(shape: input), Fact(shape: weights)]
    let positions = input[0] * output.reduce(1, *)
    #expect(try operation.multiplyAdds(for: facts) == positions * weights.reduce(1, *))
    #expect(try operation.window(for: facts)?.width == nil)
  }

  @Test(
    "what does not fit is refused",
    arguments: [
      ([1, 2, 3, 3], [1, 2, 3, 3], nil), ([1, 2, 3, 3, 3], [1, 3, 3, 3, 3], nil),
      ([1, 2, 3, 3, 3], [1, 2, 4, 3, 3], nil), ([1, 2, 3, 3, 3], [1, 2, 3, 3, 3], [2]),
      ([1, 1, 1 << 20, 1 << 10, 1], [1, 1, 1, 1, 1], nil),
      ([1, 1, 3, 3, 3], [1, 1, 0, 1, 1], nil),
    ] as [([Int], [Int], [Int]?)])
  func refusals(input: [Int], weights: [Int], bias: [Int]?) throws {
    let operation = try VolumeConvolution()
    #expect(throws: LayerError.self) {
      try operation.outputs(
        for: [Fact(shape: input), Fact(shape: weights), bias.map { Fact(shape: $0) }])
    }
  }

  @Test("the odd one of SAME_LOWER is padded before", arguments: [[1, 1, 4], [1, 1, 1, 4]])
  func sameLower(shape: [Int]) throws {
    let ones = Tensor(shape: shape.dropLast() + [2], values: [1, 10])
    let input = Tensor.counting(shape)
    let lower = try call(try Convolution(padding: .sameLower), input, ones)[0]
    #expect(lower.floats == [10, 21, 32, 43])
    let upper = try call(try Convolution(padding: .same), input, ones)[0]
    #expect(upper.floats == [21, 32, 43, 4])
    // Pages place windows by this word.
    guard case .word("lower") = try Convolution(padding: .sameLower).record.settings["padding"]
    else {
      Issue.record("the padding is not told")
      return
    }
  }

  @Test(
    "whole numbers and kernels of another rank are refused",
    arguments: [
      (Fact(shape: [1, 1, 5, 5], type: .uint8), [1, 1, 2, 2]),
      (Fact(shape: [1, 1, 5, 5]), [1, 1, 2]),
      (Fact(shape: [1, 1, 5]), [1, 1, 1, 2]),
    ])
  func misfits(input: Fact, kernels: [Int]) throws {
    let operation = try convolution(dimensions: kernels.count - 2)
    #expect(throws: LayerError.self) { try operation.outputs(for: [input, Fact(shape: kernels)]) }
  }

  @Test("whole numbers do not get into loops that are ready for runs")
  func integers() throws {
    let bytes = Tensor(shape: [1, 1, 2, 2], integers: [1, 2, 3, 4], type: .uint8)
    let kernels = Tensor.counting([1, 1, 1, 1])
    let bound = try #require(try Convolution().bound(to: [nil, kernels]))
    #expect(throws: LayerError.type(.uint8)) { try bound.compute([bytes, nil]) }
    let one = Tensor(shape: [1], values: [1])
    #expect(throws: LayerError.type(.uint8)) {
      try BatchNormalisationOperator().compute([bytes, one, one])
    }
  }

  @Test("the number of dimensions decides which operator convolves")
  func choice() throws {
    let (input, kernel) = (Tensor.counting([1, 1, 5]), Tensor(shape: [1, 1, 2], values: [1, 10]))
    let row = try convolution(
      dimensions: 1, strides: [2], padding: .numbers(before: [1], after: [0]), dilations: [2])
    // 1 · (0, 2, 4) + 10 · (2, 4, …), of which two windows fit.
    #expect(try call(row, input, kernel)[0].floats == [20, 42])
    let plane = try convolution(
      dimensions: 2, strides: [2, 1], padding: .numbers(before: [1, 0], after: [0, 2]))
    let window = try plane.window(for: [Fact(shape: [1, 1, 6, 6]), Fact(shape: [1, 1, 3, 2])])
    #expect(window == Window(height: 3, width: 2, strideY: 2, strideX: 1, paddingTop: 1))
    #expect(try convolution(dimensions: 3) is VolumeConvolution)
    #expect(throws: LayerError.self) { try convolution(dimensions: 4) }
    #expect(throws: LayerError.self) { try convolution(dimensions: 2, strides: [1]) }
    #expect(throws: LayerError.self) { try convolution(dimensions: 2, strides: [0, 1]) }
    #expect(throws: LayerError.self) { try convolution(dimensions: 1, dilations: [-1]) }
    #expect(throws: LayerError.self) {
      try convolution(dimensions: 2, padding: .numbers(before: [1], after: [1]))
    }
  }
}
