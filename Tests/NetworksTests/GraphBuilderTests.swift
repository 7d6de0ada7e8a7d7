import Networks
import Pixels
import Testing

/// Networks that are written down layer by layer.
@Suite struct GraphBuilderTests {
  @Test("a layer knows how many maps go into it, and its parameters are named after it")
  func shapes() throws {
    var net = GraphBuilder(input: Shape(channels: 3, height: 8, width: 8))
    var maps = net.convolve("conv1", net.input, 6, kernel: 3)
    maps = net.batchNormalise("bn1", maps)
    maps = net.convolve("conv2", maps, 4, kernel: (1, 3), groups: 2, hasBias: false)
    let graph = try net.finished(net.dense("fc", net.flatten("flatten", maps), 5))
    let shapes = Dictionary(
      uniqueKeysWithValues: graph.parameters.map { (graph.names[$0], $1.shape) })
    #expect(
      shapes == [
        "conv1.weights": [6, 3, 3, 3], "conv1.bias": [6], "bn1.mean": [6], "bn1.variance": [6],
        "bn1.gamma": [6], "bn1.offsets": [6], "conv2.weights": [4, 3, 1, 3],
        "fc.weights": [5, 96], "fc.bias": [5],
      ])
    #expect(graph.learnedCount == 162 + 6 + 12 + 36 + 480 + 5)
  }

  @Test("the first layer that does not fit is told, not those behind it")
  func mistake() {
    var net = GraphBuilder(input: Shape(channels: 3, height: 4, width: 4))
    let maps = net.convolve("conv1", net.input, 6, kernel: 5)
    let numbers = net.dense("fc", maps, 5)
    #expect(
      throws: LayerError.step(
        name: "conv1",
        error: .windowTooLarge(
          height: 5, width: 5, input: Shape(channels: 3, height: 4, width: 4)))
    ) { try net.finished(numbers) }
  }

  @Test("what nothing is bound to is counted and shaped, but cannot be computed")
  func unbound() throws {
    var net = GraphBuilder(input: Shape(channels: 1, height: 2, width: 2))
    let graph = try net.finished(net.convolve("conv1", net.input, 2, kernel: 1))
    #expect(
      try graph.summaries(for: Shape(channels: 1, height: 2, width: 2)).map(\.outputs) == [
        [[1, 2, 2, 2]]
      ])
    #expect(
      throws: LayerError.step(name: "conv1", error: .unreadable("nothing is bound to it"))
    ) { try Session(GraphSlice(graph)) }
  }

  @Test("parts that compute by numbers of their own give them")
  func values() throws {
    let maps: [Float] = [1, 2, 3, 4, 10, 20, 30, 40]
    func computed(_ make: (inout GraphBuilder) -> Graph.Value) throws -> ([Int], [Float]) {
      var net = GraphBuilder(input: Shape(channels: 2, height: 2, width: 2))
      let graph = try net.finished(make(&net))
      var result: ([Int], [Float]) = ([], [])
      try Session(GraphSlice(graph)).run([Tensor(shape: [1, 2, 2, 2], values: maps)]) {
        result = ($1.shape, $1.floats)
      }
      return result
    }
    #expect(try computed { $0.relu6("a", $0.input) } == ([1, 2, 2, 2], [1, 2, 3, 4, 6, 6, 6, 6]))
    #expect(try computed { $0.thin("a", $0.input, stride: 2) } == ([1, 2, 1, 1], [1, 10]))
    #expect(
      try computed { $0.choose("a", $0.input, [1, 0, 1]) } == (
        [1, 3, 2, 2], [10, 20, 30, 40, 1, 2, 3, 4, 10, 20, 30, 40]
      ))
    #expect(
      try computed { $0.pad("a", $0.input, channels: 1) } == (
        [1, 4, 2, 2], [0, 0, 0, 0, 1, 2, 3, 4, 10, 20, 30, 40, 0, 0, 0, 0]
      ))
    let swish = try computed { $0.swish("a", $0.input) }.1
    #expect((swish[0] - 0.731_058_6).magnitude < 1e-6)
  }
}
