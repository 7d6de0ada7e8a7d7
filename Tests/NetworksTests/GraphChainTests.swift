import Networks
import Pixels
import Testing

@Suite struct GraphChainTests {
  private func convolution(
    _ extent: Int, stride: Int = 1, padding: Padding = .same
  ) throws -> ConvolutionLayer {
    try ConvolutionLayer(
      weights: Array(repeating: 1, count: extent * extent), outputChannels: 1, groupChannels: 1,
      kernelHeight: extent, kernelWidth: extent, stride: Step(x: stride, y: stride),
      padding: padding)
  }

  private func pool(_ extent: Int) throws -> Pooling {
    try Pooling(.max, height: extent, width: extent, stride: Step(x: 2, y: 2))
  }

  private func sequence(_ layers: [any Layer]) -> Graph {
    Graph(chain: layers.enumerated().map { NamedLayer("step\($0)", $1) })
  }

  @Test("the receptive field of AlexNet v2 is 195, its stride 32, its padding 64")
  func alexNet() throws {
    let layers: [any Layer] = [
      try convolution(11, stride: 4, padding: .valid), ReLU(), try pool(3), try convolution(5),
      try pool(3), try convolution(3), try convolution(3), try convolution(3), try pool(3),
    ]
    let last = try sequence(layers).summaries(for: Shape(channels: 1, height: 224, width: 224)).last
    let field = try #require(last?.receptiveField)
    #expect(field.x.extent == 195 && field.x.stride == 32 && field.x.padding == 64)
    #expect(field.y == field.x)
    #expect(field.x.centre(of: 0) == 33)
    #expect(field.x.centre(of: 2) == 97)
  }

  @Test("the receptive field of VGG 16 is 212, its stride 32, its padding 90")
  func vgg() throws {
    let layers: [any Layer] = try [2, 2, 3, 3, 3].flatMap { count in
      try (0..<count).map { _ in try convolution(3) as any Layer } + [try pool(2)]
    }
    let last = try sequence(layers).summaries(for: Shape(channels: 1, height: 224, width: 224)).last
    let field = try #require(last?.receptiveField)
    #expect(field.x.extent == 212 && field.x.stride == 32 && field.x.padding == 90)
    #expect(last?.output == Shape(channels: 1, height: 7, width: 7))
  }

  @Test("global pooling sees everything, and so does what follows")
  func global() throws {
    let layers: [any Layer] = [try convolution(3), GlobalAveragePooling(), try convolution(1)]
    let fields = try sequence(layers).summaries(for: Shape(channels: 1, height: 9, width: 9))
      .map(\.receptiveField.y.extent)
    #expect(fields == [3, nil, nil])
  }

  @Test("strides that multiply beyond counting do not trap")
  func hugeStrides() throws {
    let step = Step(x: Int(Int32.max), y: Int(Int32.max))
    let pools = try (0..<4).map { _ in try Pooling(.max, height: 1, width: 1, stride: step) }
    let last = try sequence(pools).summaries(for: Shape(channels: 1, height: 1, width: 1)).last
    #expect(last?.receptiveField.x.stride == .max)
  }

  @Test("every step is handed out as it was produced")
  func values() throws {
    let layers = Graph(chain: [
      NamedLayer("scale", try MeanScale(mean: [2])), NamedLayer("relu", ReLU()),
      NamedLayer("pool", try Pooling(.max, height: 1, width: 2, stride: .one)),
    ])
    let input = map([[1, 5, 0]])
    var seen: [Activation] = []
    let values = layers.nodes.map { $0.outputs[0] }
    try Session(GraphSlice(layers, wanted: values)).run([Tensor(input)]) { value, tensor in
      #expect(value == values[seen.count])
      seen.append(tensor.maps)
    }
    #expect(seen == [map([[-1, 3, -2]]), map([[0, 3, 0]]), map([[3, 3]])])
    var handed: [Int] = []
    let first = try Session(GraphSlice(layers, wanted: Array(values.prefix(2))))
    try first.run([Tensor(input)]) { value, _ in handed.append(value) }
    #expect(handed == Array(values.prefix(2)))
    #expect(first.slice.nodes == [0, 1])
  }

  @Test("a step that does not fit is named before anything is computed")
  func misfit() throws {
    let layers = Graph(chain: [
      NamedLayer("conv1", try convolution(3, padding: .valid)),
      NamedLayer("pool1", try pool(3)),
    ])
    let expected = LayerError.step(
      name: "pool1",
      error: .windowTooLarge(height: 3, width: 3, input: Shape(channels: 1, height: 2, width: 5)))
    let shape = Shape(channels: 1, height: 4, width: 7)
    #expect(throws: expected) { try layers.summaries(for: shape) }
    #expect(throws: expected) {
      let input = Activation(shape: shape, values: Array(repeating: 0, count: 28))
      try Session(GraphSlice(layers)).run([Tensor(input)]) { _, _ in
        Issue.record("a step was computed")
      }
    }
  }

  @Test("the quiz network's convolutions have (3·3·3+1)·8 and (5·5·8+1)·12 parameters")
  func parameters() throws {
    let first = try ConvolutionLayer(
      weights: Array(repeating: 0, count: 216), outputChannels: 8, groupChannels: 3,
      kernelHeight: 3, kernelWidth: 3, bias: Array(repeating: 0, count: 8))
    let second = try ConvolutionLayer(
      weights: Array(repeating: 0, count: 2400), outputChannels: 12, groupChannels: 8,
      kernelHeight: 5, kernelWidth: 5, bias: Array(repeating: 0, count: 12))
    let summaries = try sequence([first, second])
      .summaries(for: Shape(channels: 3, height: 48, width: 48))
    #expect(summaries.map(\.parameterCount) == [224, 2412])
    #expect(summaries.last?.output == Shape(channels: 12, height: 42, width: 42))
    #expect(summaries.map(\.multiplyAdds) == [46 * 46 * 216, 42 * 42 * 2400])
  }
}
