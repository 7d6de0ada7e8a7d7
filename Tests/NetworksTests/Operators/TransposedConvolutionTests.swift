import Networks
import Testing
import _TestSupport

@Suite struct TransposedConvolutionTests {
  /// A convolution backwards with every number that it can have.
  struct Case: CustomStringConvertible {
    var input: [Int]
    var weights: [Int]
    var strides: [Int] = []
    var dilations: [Int] = []
    var padding = SpatialPadding.valid
    var groups = 1
    var appended: [Int] = []
    var outputShape: [Int]?
    /// What is cut off before, as the case works it out.
    var before: [Int] = []
    var output: [Int]

    var description: String { "\(weights) on \(input)" }

    func operation() throws -> TransposedConvolution {
      try TransposedConvolution(
        strides: strides, padding: padding, dilations: dilations, groups: groups,
        outputPadding: appended, outputShape: outputShape)
    }
  }

  static let cases = [
    Case(input: [1, 1, 3], weights: [1, 2, 3], output: [1, 2, 5]),
    Case(
      input: [2, 2, 4], weights: [2, 1, 3], strides: [3], dilations: [2],
      padding: .numbers(before: [1], after: [2]), appended: [1], before: [1], output: [2, 1, 12]),
    Case(
      input: [1, 1, 3, 3], weights: [1, 2, 3, 3], strides: [3, 2], outputShape: [10, 8],
      before: [0, 0], output: [1, 2, 10, 8]),
    Case(
      input: [1, 2, 3, 3], weights: [2, 2, 3, 3], strides: [2, 2], padding: .same,
      before: [0, 0], output: [1, 2, 6, 6]),
    Case(
      input: [1, 2, 3, 3], weights: [2, 2, 3, 3], strides: [2, 2], padding: .sameLower,
      before: [1, 1], output: [1, 2, 6, 6]),
    // The odd one is before with numbers that do not matter, and after with `same`.
    Case(
      input: [1, 1, 3], weights: [1, 1, 4], strides: [2],
      padding: .numbers(before: [3], after: [3]), outputShape: [5], before: [2], output: [1, 1, 5]),
    Case(
      input: [1, 1, 3], weights: [1, 1, 4], strides: [2], padding: .same, outputShape: [5],
      before: [1], output: [1, 1, 5]),
    Case(
      input: [2, 4, 3, 5], weights: [4, 3, 2, 3], strides: [1, 2],
      padding: .numbers(before: [1, 0], after: [0, 2]), groups: 2, before: [1, 0],
      output: [2, 6, 3, 9]),
    Case(
      input: [1, 2, 2, 3, 2], weights: [2, 1, 2, 3, 2], strides: [2, 1, 3],
      dilations: [1, 2, 1], padding: .numbers(before: [1, 2, 0], after: [0, 1, 1]),
      before: [1, 2, 0], output: [1, 1, 3, 4, 4]),
  ]

  @Test("every input spreads its value over a window of the output", arguments: cases)
  func plain(_ example: Case) throws {
    var random = SeededGenerator(seed: 91)
    let (input, weights) = (random.tensor(example.input), random.tensor(example.weights))
    let bias = random.tensor([example.output[1]])
    for bias in [nil, bias] {
      let output = try call(try example.operation(), input, weights, bias)[0]
      #expect(output.shape == example.output)
      let (groupInputs, groupOutputs) = (example.input[1] / example.groups, example.weights[1])
      let sums = indices(of: example.output).map { index -> Float in
        let group = index[1] / groupOutputs
        var sum = bias?.floats[index[1]] ?? 0
        for tap in indices(of: Array(example.weights[2...])) {
          var spread: Float?
          for channel in group * groupInputs..<(group + 1) * groupInputs {
            var place = [index[0], channel]
            for axis in tap.indices {
              let stride = example.strides.isEmpty ? 1 : example.strides[axis]
              let dilation = example.dilations.isEmpty ? 1 : example.dilations[axis]
              let cut = example.before.isEmpty ? 0 : example.before[axis]
              let distance = index[2 + axis] + cut - tap[axis] * dilation
              place.append(
                distance >= 0 && distance.isMultiple(of: stride) ? distance / stride : -1)
            }
            guard let value = input.number(place),
              let weight = weights.number([channel, index[1] % groupOutputs] + tap)
            else { continue }
            spread = (spread ?? 0).addingProduct(value, weight)
          }
          if let spread { sum += spread }
        }
        return sum
      }
      #expect(output.floats == sums)
    }
  }

  @Test("ONNX's example")
  func example() throws {
    let input = Tensor(shape: [1, 1, 3, 3], values: [0, 1, 2, 3, 4, 5, 6, 7, 8])
    let weights = Tensor(shape: [1, 2, 3, 3], values: [Float](repeating: 1, count: 18))
    let output = try call(try TransposedConvolution(), input, weights)[0]
    let map: [Float] = [
      0, 1, 3, 3, 2, 3, 8, 15, 12, 7, 9, 21, 36, 27, 15, 9, 20, 33, 24, 13, 6, 13, 21, 15, 8,
    ]
    #expect(output.floats == map + map)
    #expect(
      try TransposedConvolution().multiplyAdds(
        for: [Fact(shape: [1, 1, 3, 3]), Fact(shape: [1, 2, 3, 3])]) == 162)
  }

  @Test("a window is told where neighbours lie side by side")
  func window() throws {
    let inputs = [Fact(shape: [1, 1, 5, 5]), Fact(shape: [1, 1, 3, 4])]
    let dense = try TransposedConvolution(padding: .numbers(before: [1, 0], after: [0, 0]))
    #expect(
      try dense.window(for: inputs)
        == Window(height: 3, width: 4, strideY: 1, strideX: 1, paddingTop: 1, paddingLeft: 3))
    #expect(try TransposedConvolution(strides: [2, 2]).window(for: inputs)?.height == nil)
  }

  @Test("what does not fit is refused")
  func refusals() throws {
    #expect(throws: LayerError.self) { try TransposedConvolution(groups: 0) }
    #expect(throws: LayerError.self) { try TransposedConvolution(outputPadding: [-1]) }
    #expect(throws: LayerError.self) { try TransposedConvolution(outputShape: [0]) }
    func refuses(
      _ operation: TransposedConvolution, _ input: [Int], _ weights: [Int], _ bias: [Int]? = nil
    ) {
      #expect(throws: LayerError.self) {
        try operation.outputs(
          for: [Fact(shape: input), Fact(shape: weights), bias.map { Fact(shape: $0) }])
      }
    }
    let plain = try TransposedConvolution()
    refuses(plain, [1, 2, 3], [1, 1, 3])
    refuses(plain, [1, 2, 3], [2, 1, 3, 3])
    refuses(plain, [1, 2], [2, 1])
    refuses(plain, [1, 2, 0], [2, 1, 3])
    refuses(plain, [1, 2, 3], [2, 1, 3], [2])
    refuses(try TransposedConvolution(groups: 3), [1, 2, 3], [2, 1, 3])
    refuses(try TransposedConvolution(strides: [1, 1]), [1, 2, 3], [2, 1, 3])
    refuses(try TransposedConvolution(strides: [1 << 30]), [1, 2, 3], [2, 1, 3])
    refuses(
      try TransposedConvolution(padding: .numbers(before: [3], after: [3])), [1, 2, 3], [2, 1, 3])
  }
}
