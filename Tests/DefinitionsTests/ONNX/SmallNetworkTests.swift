import Definitions
import Files
import Glibc
import Networks
import Testing
import Weights
import _TestSupport

/// Networks against the numbers of ONNX Runtime.
@Suite struct SmallNetworkTests {
  @Test("every value of a small network is that of ONNX Runtime", arguments: SmallNetwork.all)
  func small(network: SmallNetwork) throws {
    let folder = try TemporaryFolder()
    try File.write(network.file, to: folder("net.onnx"))
    let found = try values(of: folder("net.onnx"), network.input)
    for expected in network.expected {
      let tensor = try #require(found[expected.name])
      #expect(tensor.shape == expected.shape, "\(expected.name)")
      let numbers = tensor.floats
      #expect(
        abs((numbers.map(\.magnitude).max() ?? 0) - expected.largest) <= 2e-6 * expected.largest,
        "\(expected.name)")
      for (place, number) in expected.numbers {
        #expect(
          abs(numbers[place] - number) <= 2e-6 * expected.largest,
          "\(expected.name)[\(place)]: \(numbers[place]), not \(number)")
      }
    }
  }

  /// The networks that `Scripts/peers/networks.py light LENSLET FOLDER OUT` has filled with
  /// numbers.
  private static let filled = getenv("LENSLET_LIGHT").map { Path(String(cString: $0)) }

  @Test(
    "every value of ONNX's light networks, filled with numbers, is that of ONNX Runtime",
    .enabled(
      if: filled != nil,
      "LENSLET_LIGHT names no folder that Scripts/peers/networks.py has written"))
  func light() throws {
    let folder = try #require(Self.filled)
    let names = try File.list(folder).filter { $0.fileExtension == "onnx" }.sorted {
      $0.text < $1.text
    }
    #expect(names.count == 9)
    for name in names {
      let file = folder.appending(name.withoutExtension.text + ".npz")
      let arrays = try WeightsReader.open(try MappedFile(file), name: file.text)
      let picture = try arrays.tensor(named: "picture")
      let found = try values(
        of: folder.appending(name), Networks.Tensor(shape: picture.shape, values: picture.values))
      for entry in arrays.entries where entry.name != "picture" {
        let expected = try arrays.tensor(named: entry.name).values
        let numbers = try #require(found[entry.name]).floats
        let largest = expected.map(\.magnitude).max() ?? 0
        let difference = zip(numbers, expected).map { abs($0 - $1) }.max() ?? 0
        #expect(numbers.count == expected.count && difference <= 1e-4 * largest, "\(entry.name)")
      }
    }
  }

  /// All values of a network.
  private func values(of file: Path, _ input: Networks.Tensor) throws -> [String: Networks.Tensor] {
    let graph = try NetworkFile(file).graph
    var found: [String: Networks.Tensor] = [:]
    try Session(GraphSlice(graph, wanted: graph.nodes.flatMap(\.outputs))).run([input]) {
      found[graph.names[$0]] = $1
    }
    return found
  }
}
