import Networks
import Pixels
import Synchronization
import Testing
import _TestSupport

/// How often a session reads what a network has learned.
@Suite struct WeightReadingTests {
  /// A convolution whose weights count how often they are read.
  private final class CountedLayer: Sendable {
    let reads = Mutex(0)

    /// Makes a session with weights of a shape, which can be read once only if they get lost.
    func session(
      _ shape: [Int], _ plans: LayerPlan = .fastest, isLost: Bool = false
    ) throws -> Session {
      var random = SeededGenerator(seed: 71)
      let values = random.values(shape.reduce(1, *))
      var graph = Graph()
      let input = graph.addInput("input")
      let weights = graph.addParameter(
        "weights",
        StoredParameter(shape: shape, type: .float32) { [self] () throws(LayerError) in
          let count = reads.withLock { reads in
            reads += 1
            return reads
          }
          if isLost, count > 1 { throw .unreadable("the file is gone") }
          return Tensor(shape: shape, values: values)
        })
      let maps = graph.addNode(
        "layer", try Convolution(), inputs: [input, weights], outputs: ["maps"])[0]
      return try Session(GraphSlice(graph, wanted: [maps]), plans: plans)
    }
  }

  @Test("weights are read once for one shape, and once more for any number of others")
  func shapes() throws {
    let layer = CountedLayer()
    let session = try layer.session([20, 3, 3, 3], .blocked)
    let exact = try CountedLayer().session([20, 3, 3, 3], .direct)
    var random = SeededGenerator(seed: 72)
    func expectBits(_ size: Int) throws {
      let activation = random.activation(Shape(channels: 3, height: size, width: size + 1))
      var bits: [[UInt32]] = []
      for session in [session, exact] {
        try session.run([Tensor(activation)]) { bits.append($1.bits) }
      }
      #expect(bits[0] == bits[1], "\(size)")
    }
    for _ in 0..<3 { try expectBits(5) }
    #expect(layer.reads.withLock { $0 } == 1)
    for size in [6, 7, 8, 9, 10, 5, 6] { try expectBits(size) }
    #expect(layer.reads.withLock { $0 } == 2)
  }

  @Test("weights that cannot be read again are an error that names the layer")
  func lost() throws {
    let session = try CountedLayer().session([16, 1, 1, 1], isLost: true)
    func run(_ size: Int) throws {
      let shape = Shape(channels: 1, height: size, width: size)
      let values = [Float](repeating: 2, count: size * size)
      try session.run([Tensor(Activation(shape: shape, values: values))]) { _, _ in }
    }
    try run(4)
    let error = #expect(throws: LayerError.self) { try run(5) }
    #expect(error.map { "\($0)" }?.contains("layer") == true)
    #expect(error.map { "\($0)" }?.contains("the file is gone") == true)
    try run(4)
  }
}
