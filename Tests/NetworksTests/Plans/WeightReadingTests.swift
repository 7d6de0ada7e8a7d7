import Networks
import Pixels
import Synchronization
import Testing
import _TestSupport

/// How often a session reads what a network has learned.
@Suite struct WeightReadingTests {
  @Test("weights are read once for one shape, and once more for any number of others")
  func shapes() throws {
    var random = SeededGenerator(seed: 71)
    let values = random.values(20 * 3 * 3 * 3)
    let reads = Mutex(0)
    var graph = Graph()
    let input = graph.addInput("input")
    let weights = graph.addParameter(
      "weights",
      StoredParameter(shape: [20, 3, 3, 3], type: .float32) { () throws(LayerError) in
        reads.withLock { $0 += 1 }
        return Tensor(shape: [20, 3, 3, 3], values: values)
      })
    let layer = try Convolution(padding: .all(1))
    let maps = graph.addNode("layer", layer, inputs: [input, weights], outputs: ["maps"])[0]
    let session = try Session(GraphSlice(graph, wanted: [maps]), plans: .blocked)
    let exact = try Session(GraphSlice(graph, wanted: [maps]), plans: .direct)
    reads.withLock { $0 = 1 }
    func expectBits(_ size: Int) throws {
      let activation = random.activation(Shape(channels: 3, height: size, width: size + 1))
      var bits: [[UInt32]] = []
      for session in [session, exact] {
        try session.run([Tensor(activation)]) { bits.append($1.bits) }
      }
      #expect(bits[0] == bits[1], "\(size)")
    }
    for _ in 0..<3 { try expectBits(5) }
    #expect(reads.withLock { $0 } == 1)
    for size in [6, 7, 8, 9, 10, 5, 6] { try expectBits(size) }
    #expect(reads.withLock { $0 } == 2)
  }

  @Test("weights that cannot be read again are an error that names the layer")
  func lost() throws {
    let reads = Mutex(0)
    var graph = Graph()
    let input = graph.addInput("input")
    let weights = graph.addParameter(
      "weights",
      StoredParameter(shape: [16, 1, 1, 1], type: .float32) { () throws(LayerError) in
        let count = reads.withLock { reads in
          reads += 1
          return reads
        }
        guard count == 1 else { throw .unreadable("the file is gone") }
        return Tensor(shape: [16, 1, 1, 1], values: [Float](repeating: 1, count: 16))
      })
    let maps = graph.addNode(
      "layer", try Convolution(), inputs: [input, weights], outputs: ["maps"])[0]
    let session = try Session(GraphSlice(graph, wanted: [maps]))
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
