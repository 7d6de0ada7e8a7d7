import Files
import Foundation
import Networks
import Page
import Pixels
import Testing

/// Which learned numbers a page holds.
@Suite("learned numbers of a page")
struct LearnedRoomTests {
  @Test("steps take room one after the other, and what the rest has no room for is named")
  func room() throws {
    var net = GraphBuilder(input: Shape(channels: 3, height: 1, width: 1))
    var maps = net.convolve("a", net.input, 2, kernel: 1)
    maps = net.convolve("b", maps, 2, kernel: 1)
    maps = net.convolve("c", maps, 1, kernel: 1)
    var graph = try net.finished(maps)
    for (value, parameter) in graph.parameters {
      let values = [Float](repeating: 1, count: parameter.count)
      graph.bind(value, to: StoredParameter(Tensor(shape: parameter.shape, values: values)))
    }
    let names = graph.names
    let steps = try PageGraph(GraphSlice(graph)).steps(path: Path("net"), room: 40) { names[$0] }
    let missing = try steps.map { step -> [String: Int] in
      let record = try JSONSerialization.jsonObject(with: JSONEncoder().encode(step))
      return (record as? [String: Any])?["missing"] as? [String: Int] ?? [:]
    }
    // Six numbers and two; four and two, of which the two fit; two and one.
    #expect(missing == [[:], ["weights": 16], ["weights": 8, "bias": 4]])
  }
}
