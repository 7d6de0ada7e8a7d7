import Definitions
import Files
import Networks
import Pixels
import Testing
import _TestSupport

/// Networks that are written as ONNX files, and read again.
@Suite struct ONNXExportTests {
  /// Numbers between -1 and 1 that look like none in particular; positive for what variances need.
  private static func numbers(_ count: Int, seed: UInt64, positive: Bool = false) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return generator.reals(count, in: positive ? 0.5...1.5 : -1...1)
  }

  /// The network with numbers for all that is learned; the same number all over where there are
  /// many.
  private static func bound(_ graph: Graph) -> Graph {
    var graph = graph
    for (value, parameter) in graph.parameters where !parameter.isBound {
      let name = graph.names[value]
      let scale = 1 / Float(max(parameter.shape.dropFirst().reduce(1, *), 1)).squareRoot()
      let isVariance = name.hasSuffix(".variance")
      let values =
        parameter.count > 300_000
        ? [Float](repeating: Float(value % 17) * 0.01 - 0.07, count: parameter.count)
        : numbers(parameter.count, seed: UInt64(value), positive: isVariance)
          .map { isVariance ? $0 : $0 * scale }
      graph.bind(value, to: StoredParameter(Tensor(shape: parameter.shape, values: values)))
    }
    return graph
  }

  /// Writes a network into a folder and reads it.
  private static func reread(
    _ graph: Graph, input: [Int], _ folder: TemporaryFolder
  ) throws -> NetworkFile {
    let export = try ONNXExport(graph, input: input)
    let path = folder.path.appending("net.onnx")
    var bytes: [UInt8] = []
    try export.write { bytes += $0 }
    #expect(bytes.count == export.byteCount)
    try File.write(bytes, to: path)
    return try NetworkFile(path)
  }

  private static func outputs(of graph: Graph, _ input: Tensor) throws -> [[Float]] {
    var numbers: [Graph.Value: [Float]] = [:]
    try Session(GraphSlice(graph, wanted: graph.outputs)).run([input]) { numbers[$0] = $1.floats }
    return graph.outputs.map { numbers[$0] ?? [] }
  }

  @Test(
    "a network of the catalogue gives the same bits when it is read again",
    arguments: [
      ("lenet", 28), ("listing-8.1", 28), ("resnet20-cifar", 8), ("squeezenet1.1", 33),
    ])
  func bits(name: String, side: Int) throws {
    let model = try Model.named(name)
    let graph = Self.bound(model.graph)
    let shape = [1, model.inputShape.channels, side, side]
    let folder = try TemporaryFolder()
    let file = try Self.reread(graph, input: shape, folder)
    let input = Tensor(shape: shape, values: Self.numbers(shape.reduce(1, *), seed: 3))
    let expected = try Self.outputs(of: graph, input)
    #expect(try Self.outputs(of: file.graph, input) == expected)
    #expect(Set(expected[0]).count > 1)
    #expect(try file.pictures.height == side && file.pictures.width == side)
  }

  @Test("LeNet-5, whose tangents ONNX has in parts, gives the same numbers but for rounding")
  func parts() throws {
    let graph = Self.bound(try Model.named("lenet-5").graph)
    let folder = try TemporaryFolder()
    let file = try Self.reread(graph, input: [1, 1, 32, 32], folder)
    let input = Tensor(shape: [1, 1, 32, 32], values: Self.numbers(1024, seed: 5))
    let found = try Self.outputs(of: file.graph, input)[0]
    let expected = try Self.outputs(of: graph, input)[0]
    let largest = expected.map(\.magnitude).max() ?? 0
    #expect(largest > 1)
    #expect(zip(found, expected).allSatisfy { ($0 - $1).magnitude <= 1e-5 * largest })
  }

  @Test(
    "operators, their settings, inputs and numbers are the same when they are read again",
    arguments: [
      ("googlenet", 64), ("inception-v2", 64), ("densenet121", 64), ("mobilenet", 64),
      ("mobilenet-v2", 64), ("efficientnet-b0", 64), ("all-cnn-c", 32),
    ])
  func structure(name: String, side: Int) throws {
    let graph = Self.bound(try Model.named(name).graph)
    let folder = try TemporaryFolder()
    let read = try Self.reread(graph, input: [1, 3, side, side], folder).graph
    #expect(read.nodes.map(\.name) == graph.nodes.map(\.name))
    for (found, node) in zip(read.nodes, graph.nodes) {
      #expect(found.operation.kind == node.operation.kind, "\(node.name)")
      #expect(
        "\(found.operation.record.settings.sorted { $0.key < $1.key })"
          == "\(node.operation.record.settings.sorted { $0.key < $1.key })", "\(node.name)")
      #expect(
        found.inputs.map { $0.map { read.names[$0] } }
          == node.inputs.map { $0.map { graph.names[$0] } }, "\(node.name)")
      for case (let value?, let other?) in zip(found.inputs, node.inputs) {
        let (stored, numbers) = (read.parameters[value], graph.parameters[other])
        #expect(try stored?.tensor() == numbers?.tensor(), "\(node.name)")
      }
    }
  }

  @Test("the building blocks of larger networks give the same bits when they are read again")
  func blocks() throws {
    var net = GraphBuilder(input: Shape(channels: 3, height: 12, width: 12))
    var maps = net.convolve(
      "a", net.pad("pad", net.input, margin: 1), 8, kernel: 3, hasBias: false,
      standardisesWeights: true)
    maps = net.relu6("six", net.groupNormalise("group", maps, groups: 4))
    maps = net.sum("sum", maps, net.squeezeAndExcite("se", maps, 4))
    maps = net.swish("swish", net.normaliseAcross("lrn", maps))
    let even = net.convolve("even", maps, 8, kernel: 2, padding: .same, groups: 2)
    let ways = [
      net.averagePool("mean", even, 3, stride: 2, padding: .all(1)),
      net.maxPool("largest", even, 3, stride: 2, roundsUp: true), net.thin("thin", even, stride: 2),
    ]
    maps = net.concat("ways", ways)
    maps = net.choose("chosen", maps, [0, 3, 3, 9, 23])
    maps = net.batchNormalise("norm", maps, epsilon: 0.01)
    let numbers = net.flatten("flat", net.globalAverage("global", maps))
    let output = net.softmax("end", net.dropout("drop", net.dense("dense", numbers, 4)))
    let graph = Self.bound(try net.finished(output))
    let folder = try TemporaryFolder()
    let file = try Self.reread(graph, input: [1, 3, 12, 12], folder)
    let input = Tensor(shape: [2, 3, 12, 12], values: Self.numbers(864, seed: 9))
    let expected = try Self.outputs(of: graph, input)
    #expect(expected[0].count == 8)
    #expect(try Self.outputs(of: file.graph, input) == expected)
  }

  @Test("layers of Caffe that ONNX has in other forms give the same numbers")
  func caffe() throws {
    let text = try CaffeText(
      """
      input: "data" input_dim: 1 input_dim: 2 input_dim: 2 input_dim: 2
      layer { name: "scale" type: "Scale" bottom: "data" top: "scale" scale_param { bias_term: true } }
      layer { name: "prelu" type: "PReLU" bottom: "scale" top: "prelu" }
      layer { name: "line" type: "Power" bottom: "prelu" top: "line" power_param { scale: 0.5 shift: 3 } }
      layer { name: "cube" type: "Power" bottom: "line" top: "cube" power_param { power: 3 } }
      layer { name: "log" type: "Log" bottom: "cube" top: "log" log_param { base: 2 } }
      layer { name: "exp" type: "Exp" bottom: "log" top: "exp" exp_param { base: 4 scale: 0.5 shift: -1 } }
      layer { name: "e" type: "Exp" bottom: "log" top: "e" }
      layer { name: "sum" type: "Eltwise" bottom: "exp" bottom: "e" top: "sum" }
      """,
      blobs: [
        CaffeBlobs("scale", [([2], [2, -1]), ([2], [0.5, 1])]),
        CaffeBlobs("prelu", [([2], [0.25, 2])]),
      ])
    let graph = try text.network().graph
    let folder = try TemporaryFolder()
    let file = try Self.reread(graph, input: [1, 2, 2, 2], folder)
    let input = Tensor(shape: [1, 2, 2, 2], values: [1, -1, 0.5, -2, 1, -1, 0.5, 1.25])
    let values = try Self.outputs(of: file.graph, input)[0]
    let expected = try Self.outputs(of: graph, input)[0]
    #expect(expected.count == 8)
    #expect(
      zip(values, expected).allSatisfy { abs($0 - $1) <= 1e-5 * abs($1) }, "\(values) \(expected)")
    // 1 · 2 + 0.5, half of it and 3, to the third: 76.77; half the logarithm to 2 less 1, to 4.
    #expect(abs(values[0] - 76.765_625 / 4 - 524.470) < 0.05, "\(values[0])")
  }

  @Test("only a network with group normalisation needs more than operator set 17")
  func operatorSets() throws {
    var net = GraphBuilder(input: Shape(channels: 4, height: 3, width: 3))
    let plain = net.relu("relu", net.input)
    let first = try net.finished(plain)
    #expect(try ONNXExport(first, input: [1, 4, 3, 3]).operatorSet == 17)
    let second = Self.bound(try net.finished(net.groupNormalise("group", plain, groups: 2)))
    #expect(try ONNXExport(second, input: [1, 4, 3, 3]).operatorSet == 21)
  }

  @Test("all operators that ONNX does not have are named at once")
  func noForm() throws {
    let kernels = MinMaxNormalisation()
    var graph = Graph()
    let input = graph.addInput("x", dimensions: [.named("N"), .fixed(1), .fixed(2), .fixed(2)])
    let first = graph.addNode("first", kernels, inputs: [input], outputs: ["a"])[0]
    graph.outputs = graph.addNode("second", kernels, inputs: [first], outputs: ["b"])
    #expect {
      try ONNXExport(graph, input: [1, 1, 2, 2])
    } throws: { error in
      guard case .noForm(let nodes)? = error as? NetworkFileError else { return false }
      return nodes.map(\.node) == ["first", "second"]
        && nodes.allSatisfy { $0.operation == "minmax" }
    }
  }

  @Test("what is learned and not there is named")
  func unbound() throws {
    var net = GraphBuilder(input: Shape(channels: 3, height: 4, width: 4))
    let graph = try net.finished(net.convolve("conv", net.input, 2, kernel: 1))
    #expect(throws: NetworkFileError.unbound(["conv.weights", "conv.bias"])) {
      try ONNXExport(graph, input: [1, 3, 4, 4])
    }
  }

  @Test("files that the format does not allow are refused before weights are read")
  func tooLarge() throws {
    var graph = Graph()
    let input = graph.addInput("x", dimensions: [.named("N"), .fixed(1)])
    let large = StoredParameter(shape: [1, 1 << 29], type: .float32) { () throws(LayerError) in
      throw .unreadable("it was read")
    }
    let weights = graph.addParameter("w", large)
    graph.outputs = graph.addNode("m", MatrixProduct(), inputs: [input, weights], outputs: ["y"])
    #expect(throws: NetworkFileError.fileTooLarge(1 << 31)) {
      try ONNXExport(graph, input: [1, 1])
    }
  }
}
