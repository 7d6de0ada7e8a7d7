import Pixels
import Networks
import Testing
import _TestSupport

/// Gradients where there is a choice: the values are those of PyTorch 2.
@Suite struct GradientChoiceTests {
  /// The gradient of the sum of what an operator gives of one input.
  private func gradient(
    _ operation: any Operator, _ input: Tensor, _ others: Tensor...
  ) throws -> [Float] {
    var graph = Graph()
    let value = graph.addInput("in", dimensions: input.shape.map { .fixed($0) })
    let parameters = others.enumerated().map { place, tensor in
      graph.addParameter("\(place)", StoredParameter(tensor))
    }
    let output = graph.addNode(
      "node", operation, inputs: [value] + parameters, outputs: ["out"])[0]
    let gradient = try GradientGraph(
      graph, of: output, withRespectTo: [value], inputs: [Fact(shape: input.shape)])
    let shape = try operation.outputs(for: [Fact(shape: input.shape)] + known(others))[0].shape
    let ones = [Float](repeating: 1, count: shape.reduce(1, *))
    var values: [Float] = []
    try Session(GraphSlice(gradient.graph)).run([input, Tensor(shape: shape, values: ones)]) {
      if gradient.gradients[value] == $0 { values = $1.floats }
    }
    return values
  }

  @Test("a rectifier passes nothing at 0")
  func relu() throws {
    #expect(try gradient(ReLU(), floats([-1, 0, 2])) == [0, 0, 1])
    #expect(try gradient(ReLU(slope: 0.5), floats([-1, 0, 2])) == [0.5, 0.5, 1])
  }

  @Test(
    "a rectifier of which nothing passes in an image passes what makes its values larger, if asked")
  func redirected() throws {
    var graph = Graph()
    let value = graph.addInput("in", dimensions: [.fixed(3), .fixed(2)])
    let output = graph.addNode("relu", ReLU(), inputs: [value], outputs: ["out"])[0]
    let gradient = try GradientGraph(
      graph, of: output, withRespectTo: [value], inputs: [Fact(shape: [3, 2])],
      rectifiers: .redirected)
    var values: [Float] = []
    try Session(GraphSlice(gradient.graph)).run([
      floats([-1, -2, -1, 3, 0, -1], [3, 2]), floats([1, -1, 5, 7, -2, 4], [3, 2]),
    ]) { if gradient.gradients[value] == $0 { values = $1.floats } }
    // By the definition of lucid's redirected_relu_grad, whose gradients are those of a loss.
    #expect(values == [1, 0, 0, 7, 0, 4])
  }

  @Test("a clip passes at its bounds")
  func clip() throws {
    #expect(
      try gradient(Clip(), floats([-1, 0, 3, 6, 7]), float(0), float(6)) == [0, 1, 1, 1, 0])
  }

  @Test("of equal values the first is the largest of a window, row by row")
  func pooling() throws {
    let maps = floats([5, 5, 1, 5, 5, 1, 0, 0, 0], [1, 1, 3, 3])
    let pooling = try Pooling(.max, height: 2, width: 2, stride: .one)
    #expect(try gradient(pooling, maps) == [1, 1, 0, 1, 1, 0, 0, 0, 0])
    #expect(try gradient(GlobalPooling(.max), maps) == [1, 0, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test("the largest of all share the gradient evenly")
  func reduction() throws {
    #expect(
      try gradient(Reduction(.max), floats([3, 1, 3, 3]), integers([0]))
        == [1 / 3, 0, 1 / 3, 1 / 3])
  }

  @Test("an operator whose gradient is not known is named, and what it is in")
  func unknown() throws {
    let error = #expect(throws: LayerError.self) {
      try gradient(Reduction(.product), floats([1, 2]), integers([0]))
    }
    #expect(error?.description == "step 'node': the gradient of 'reduceProd' is not known")
  }
}

/// Gradients of whole graphs.
@Suite struct GradientGraphTests {
  @Test(
    "gradients of a value that is taken twice are added up, those of a source without way are none")
  func branches() throws {
    var graph = Graph()
    let x = graph.addInput("x", dimensions: [.fixed(2)])
    let y = graph.addInput("y", dimensions: [.fixed(2)])
    let square = graph.addNode("square", Arithmetic(.mul), inputs: [x, x], outputs: ["square"])[0]
    let sum = graph.addNode("sum", Arithmetic(.add), inputs: [square, x], outputs: ["sum"])[0]
    let fact = Fact(shape: [2])
    let gradient = try GradientGraph(
      graph, of: sum, withRespectTo: [x, y, square], inputs: [fact, fact])
    #expect(gradient.gradients[y] == nil)
    var found: [Graph.Value: [Float]] = [:]
    try Session(GraphSlice(gradient.graph)).run(
      [floats([3, -1]), floats([0, 0]), floats([1, 10])]
    ) { found[$0] = $1.floats }
    #expect(found[sum] == [12, 0])
    #expect(gradient.gradients[x].flatMap { found[$0] } == [7, -10])
    #expect(gradient.gradients[square].flatMap { found[$0] } == [1, 10])
  }

  @Test("of the forward direction only what gradients take is kept")
  func pruned() throws {
    var graph = Graph()
    let x = graph.addInput("x", dimensions: [.fixed(1), .fixed(2)])
    let weights = graph.addParameter("w", StoredParameter(floats([1, 2, 3, 4], [2, 2])))
    let product = graph.addNode("gemm", Dense(), inputs: [x, weights], outputs: ["product"])[0]
    let gradient = try GradientGraph(
      graph, of: product, withRespectTo: [x], inputs: [Fact(shape: [1, 2])])
    let wanted = try #require(gradient.gradients[x])
    let slice = try GraphSlice(gradient.graph, wanted: [wanted])
    #expect(slice.nodes.map { gradient.graph.nodes[$0].operation.kind } == ["gemm"])
    #expect(!gradient.graph.nodes(neededFor: [wanted]).contains(0))
  }
}
