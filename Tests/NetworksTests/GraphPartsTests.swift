import Pixels
import Testing

import Networks

/// Parts of a graph: what a value given from outside leaves out, and what that saves.
@Suite struct GraphPartsTests {
  /// `a` and `b` of `x`, `c` of both, by products of 2×2 matrices: 8 multiply-adds each but for the sum.
  private static func graph() -> (graph: Graph, values: [String: Graph.Value]) {
    var graph = Graph()
    let x = graph.addInput("x", dimensions: [.fixed(2), .fixed(2)])
    let m = graph.addParameter(
      "m", StoredParameter(Tensor(shape: [2, 2], values: [1, 2, 3, 4])))
    let a = graph.addNode("a", MatrixProduct(), inputs: [x, m], outputs: ["a"])[0]
    let b = graph.addNode("b", MatrixProduct(), inputs: [a, m], outputs: ["b"])[0]
    let c = graph.addNode("c", MatrixProduct(), inputs: [a, b], outputs: ["c"])[0]
    graph.outputs = [c]
    return (graph, ["x": x, "a": a, "b": b, "c": c])
  }

  @Test(
    "the share of multiply-adds that is skipped is that of the nodes nobody needs",
    arguments: [
      ("a", nil, 2.0 / 3), ("b", nil, 1.0 / 3), ("c", nil, 0), ("c", "b", 1.0 / 3),
      ("c", "a", 1.0 / 3), ("b", "a", 2.0 / 3),
    ] as [(String, String?, Double)])
  func share(wanted: String, given: String?, expected: Double) throws {
    let (whole, values) = Self.graph()
    var graph = whole
    if let value = given.flatMap({ values[$0] }) { graph.makeInput(value) }
    let value = try #require(values[wanted])
    let matrix = Fact(shape: [2, 2])
    let share = try GraphSlice(graph, wanted: [value]).skippedShare(
      for: graph.inputs.map { _ in matrix }, of: GraphSlice(whole), for: [matrix])
    #expect(abs(share - expected) < 1e-12)
  }

  @Test("a value that became an input is taken as it is, and its node is not computed")
  func given() throws {
    let (whole, values) = Self.graph()
    var graph = whole
    let (b, c) = (try #require(values["b"]), try #require(values["c"]))
    graph.makeInput(b)
    #expect(graph.nodes(neededFor: [c]).map { graph.nodes[$0].name } == ["a", "c"])
    let identity = Tensor(shape: [2, 2], values: [1, 0, 0, 1])
    var found: [Graph.Value: [Float]] = [:]
    try Session(GraphSlice(graph, wanted: [b, c])).run([
      identity, Tensor(shape: [2, 2], values: [0, 1, 1, 0]),
    ]) { found[$0] = $1.floats }
    #expect(found == [b: [0, 1, 1, 0], c: [2, 1, 4, 3]])
  }

  @Test("what changes with a value, and the inputs that a value needs")
  func reach() throws {
    let (graph, values) = Self.graph()
    let (x, b, c) = (values["x"] ?? -1, values["b"] ?? -1, values["c"] ?? -1)
    #expect(graph.dependents(of: [b]) == [b, c])
    #expect(graph.inputs(neededFor: [c]) == [x])
  }
}
