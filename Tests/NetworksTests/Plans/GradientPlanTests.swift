import Filtering
import Networks
import Pixels
import Testing
import _TestSupport

/// Gradients on maps in blocks have the values of the loops that define them.
@Suite struct GradientPlanTests {
  /// What the last value and the gradient of the input are, and by which plans.
  private func gradient(
    _ net: PlanNetwork, _ input: Activation, _ plans: LayerPlan,
    _ rectifiers: RectifierGradient = .exact, threads: Int = 1
  ) throws -> (values: [Float], plans: [String: String]) {
    let value = net.graph.inputs[0].value
    let gradient = try GradientGraph(
      net.graph, of: net.maps, withRespectTo: [value], inputs: [Fact(input.shape)],
      rectifiers: rectifiers)
    let session = try Session(GraphSlice(gradient.graph), plans: plans)
    let facts = try GraphSlice(net.graph, wanted: [net.maps]).facts(for: [Fact(input.shape)])
    let shape = facts[net.maps]?.shape ?? []
    var random = SeededGenerator(seed: 5)
    let inputs = [Tensor(input), random.tensor(shape)]
    var values: [Float] = []
    // Memory of an earlier run is full of its values.
    for _ in 0..<2 {
      try session.run(inputs, workers: ScatteredWorkers(count: threads)) { found, tensor in
        if found == gradient.gradients[value] { values = tensor.floats }
      }
    }
    var names: [String: String] = [:]
    for step in try session.steps(for: inputs.map(\.fact)) {
      for node in step.nodes { names[gradient.graph.nodes[node].operation.kind] = step.planName }
    }
    return (values, names)
  }

  /// Compares plans, and says which kinds of nodes were computed in blocks.
  private func check(_ net: PlanNetwork, _ shape: Shape, inBlocks kinds: [String]) throws {
    var random = SeededGenerator(seed: 9)
    let input = random.activation(shape)
    let expected = try gradient(net, input, .direct)
    try #require(expected.values.contains { $0 != 0 })
    for threads in [1, 3] {
      let found = try gradient(net, input, .blocked, threads: threads)
      #expect(found.values == expected.values)
      for kind in kinds { #expect(found.plans[kind] == "blocked", "\(kind)") }
    }
  }

  @Test("rectifiers, pooling and what lies behind each other")
  func inception() throws {
    var net = PlanNetwork(channels: 3, seed: 1)
    try net.convolve(32, 3, padding: 1)
    let start = net.add(ReLU())
    let first = try net.convolve(16, 1, from: start, of: 32)
    let one = net.add(ReLU(), [first])
    let second = try net.convolve(32, 3, padding: 1, from: start, of: 32)
    let two = net.add(ReLU(), [second])
    let pooled = net.add(
      try Pooling(.max, height: 3, width: 3, stride: .one, padding: .all(1)), [start])
    let third = try net.convolve(20, 1, from: pooled, of: 32)
    let three = net.add(ReLU(), [third])
    net.channels = 68
    net.add(Concat(axis: 1), [one, two, three])
    net.add(
      try Pooling(.max, height: 3, width: 3, stride: Step(x: 2, y: 2), roundsUp: true))
    try net.convolve(17, 1)
    net.add(ReLU())
    for batch in 1...2 {
      try check(
        net, Shape(batch: batch, channels: 3, height: 6, width: 7),
        inBlocks: ["gatedGradient", "maxGradient", "slice"])
    }
  }

  @Test("normalisation across channels")
  func normalised() throws {
    var net = PlanNetwork(channels: 3, seed: 2)
    try net.convolve(40, 1)
    net.add(ReLU())
    net.add(try LocalResponseNormalisation(size: 5, alpha: 0.5, beta: 0.75, k: 1))
    try net.convolve(18, 1)
    net.add(ReLU())
    try check(
      net, Shape(batch: 2, channels: 3, height: 3, width: 4),
      inBlocks: ["lrnGradient", "gatedGradient"])
  }

  @Test("residual sums, strides and batch normalisation")
  func residual() throws {
    var net = PlanNetwork(channels: 3, seed: 3)
    try net.convolve(16, 3, padding: 1, hasBias: false)
    net.normalise()
    let start = net.add(ReLU())
    try net.convolve(32, 3, stride: 2, padding: 1, hasBias: false)
    net.normalise()
    net.add(ReLU())
    try net.convolve(32, 3, padding: 1, hasBias: false)
    let long = net.normalise()
    try net.convolve(32, 1, stride: 2, hasBias: false, from: start, of: 16)
    let short = net.normalise()
    net.add(Arithmetic(.add), [long, short])
    net.add(ReLU())
    for size in 5...6 {
      try check(
        net, Shape(batch: 2, channels: 3, height: size, width: size + 1),
        inBlocks: ["gatedGradient", "interleaving", "mul", "add"])
    }
  }

  @Test("kernels of their own for each map, at strides and dilations", arguments: 1...3)
  func depthwise(stride: Int) throws {
    var random = SeededGenerator(seed: UInt64(stride))
    for (kernel, dilation) in [(1, 1), (2, 1), (3, 1), (3, 2), (2, 3)] {
      var net = PlanNetwork(channels: 3, seed: 4)
      try net.convolve(16, 1)
      let step = Step(x: stride, y: stride)
      net.add(
        try Convolution(
          stride: step, padding: .all(1), dilation: Step(x: dilation, y: dilation), groups: 16),
        parameters: [(shape: [16, 1, kernel, kernel], values: random.values(16 * kernel * kernel))])
      net.add(ReLU())
      try net.convolve(16, 1)
      net.add(ReLU())
      for size in 3...7 {
        let parts = stride > 1 ? ["concat", "interleaving"] : []
        try check(
          net, Shape(batch: 1, channels: 3, height: size, width: 10 - size),
          inBlocks: ["gatedGradient"] + parts)
      }
    }
  }

  @Test("rectifiers of which nothing passes, of one image and not of the other")
  func redirected() throws {
    var net = PlanNetwork(channels: 3, seed: 6)
    var random = SeededGenerator(seed: 7)
    net.add(
      try Convolution(),
      parameters: [(shape: [20, 3, 1, 1], values: random.values(60).map { abs($0) + 0.1 })])
    net.add(ReLU())
    net.channels = 20
    try net.convolve(16, 1)
    let input = Activation(
      shape: Shape(batch: 2, channels: 3, height: 3, width: 4),
      values: (0..<72).map { $0 < 36 ? -1 : 1 })
    let exact = try gradient(net, input, .direct).values
    let expected = try gradient(net, input, .direct, .redirected).values
    #expect(exact.prefix(36).allSatisfy { $0 == 0 } && exact.suffix(36).contains { $0 != 0 })
    #expect(expected.prefix(36).contains { $0 != 0 } && expected.suffix(36) == exact.suffix(36))
    for threads in [1, 3] {
      #expect(try gradient(net, input, .blocked, .redirected, threads: threads).values == expected)
    }
  }
}
