import Networks
import Pixels
import Testing
import _TestSupport

/// Nodes that are computed at once give what they give one after the other.
@Suite struct FusionTests {
  @Test("a convolution that is rectified and pooled at once has the bits of the single layers")
  func bits() throws {
    var random = SeededGenerator(seed: 51)
    var joint = 0
    for (convolution, shape) in ConvolutionLayerTests.cases {
      let pooling = try Pooling(
        .max, height: Int.random(in: 1...3, using: &random),
        width: Int.random(in: 1...3, using: &random),
        stride: Step(
          x: Int.random(in: 1...3, using: &random), y: Int.random(in: 1...2, using: &random)),
        padding: .all(0), roundsUp: Bool.random(using: &random))
      let layers: [any Layer] = [try convolution.layer(), ReLU(), pooling]
      guard (try? chain(layers).summaries(for: shape)) != nil else { continue }
      joint += 1
      var input = random.activation(shape)
      if joint % 4 == 0 {
        var values = input.values
        values[values.count / 2] = .nan
        input = Activation(shape: shape, values: values)
      }
      let single = try each(layers, of: input)
      for wanted in [[2], [1], [0, 2], [1, 2], [0, 1, 2]] as [Set<Int>] {
        var seen: Set<Int> = []
        try run(layers, on: input, wanted: wanted) { step, activation in
          seen.insert(step)
          #expect(activation.shape == single[step].shape)
          #expect(
            activation.values.map(\.bitPattern) == single[step].values.map(\.bitPattern),
            "step \(step) of \(wanted) of \(convolution) on \(shape)")
        }
        #expect(seen == wanted)
      }
    }
    #expect(joint > 40)
  }

  @Test("padded and hanging windows see what is inside", arguments: [false, true])
  func padding(roundsUp: Bool) throws {
    var random = SeededGenerator(seed: 52)
    var convolution = ReferenceConvolution(outputs: 19, height: 2, width: 2)
    convolution.weights = random.values(76)
    convolution.bias = Array(repeating: -100, count: 19)
    for size in 4...9 {
      let layers: [any Layer] = [
        try convolution.layer(), ReLU(),
        try Pooling(
          .max, height: 3, width: 3, stride: Step(x: 2, y: 2), padding: .all(1),
          roundsUp: roundsUp),
      ]
      let input = random.activation(Shape(channels: 1, height: size, width: size + 1))
      let single = try each(layers, of: input)
      try run(layers, on: input, wanted: [2]) { _, activation in #expect(activation == single[2]) }
    }
  }

  @Test("other rectifiers and average pooling are computed alone")
  func alone() throws {
    var random = SeededGenerator(seed: 53)
    var convolution = ReferenceConvolution(outputs: 16)
    convolution.weights = random.values(16)
    let input = random.activation(Shape(channels: 1, height: 4, width: 4))
    for layer in [ReLU(slope: 0.1), ReLU()] {
      let layers: [any Layer] = [
        try convolution.layer(), layer,
        try Pooling(
          .average(countsPadding: true), height: 2, width: 2, stride: Step(x: 2, y: 2)),
      ]
      let single = try each(layers, of: input)
      try run(layers, on: input, wanted: [2]) { _, activation in #expect(activation == single[2]) }
    }
  }

  /// What the layers give one after the other.
  private func each(_ layers: [any Layer], of input: Activation) throws -> [Activation] {
    var all: [Activation] = []
    for layer in layers { all.append(try layer.forward(all.last ?? input)) }
    return all
  }

  private func chain(_ layers: [any Layer]) -> Graph {
    Graph(chain: layers.enumerated().map { NamedLayer("step\($0)", $1) })
  }

  /// What a session on the chain hands out.
  private func run(
    _ layers: [any Layer], on input: Activation, wanted: Set<Int>,
    receive: (Int, Activation) throws -> Void
  ) throws {
    let graph = chain(layers)
    let values = wanted.map { graph.nodes[$0].outputs[0] }
    try Session(GraphSlice(graph, wanted: values)).run([Tensor(input)]) { value, tensor in
      try receive(graph.nodes.firstIndex { $0.outputs == [value] } ?? -1, tensor.maps)
    }
  }
}
