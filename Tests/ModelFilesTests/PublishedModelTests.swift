import Files
import ModelFiles
import Testing
import _TestSupport

/// Counts and values are those of the Python package `onnx` 1.23.
@Suite("Published models", .enabled(if: SharedData.isPresent, SharedData.absence))
struct PublishedModelTests {
  private static func model(_ name: String) throws -> ONNXModel {
    let path = SharedData.path("weights/\(name)")
    return try ONNXModel(reading: MappedFile(path), folder: path.parent)
  }

  /// How much of everything a model has.
  struct Counts: Equatable, Sendable {
    let format: Int64
    let operators: Int64
    let nodes: Int
    let attributes: Int
    let nodeInputs: Int
    let initializers: Int
    let inputs: Int
    let outputs: Int
    let values: Int
  }

  @Test(
    "every node, attribute, initializer and value is read",
    arguments: [
      (
        "googlenet-bvlc.onnx",
        Counts(
          format: 8, operators: 13, nodes: 142, attributes: 242, nodeInputs: 285,
          initializers: 116, inputs: 1, outputs: 1, values: 0)
      ),
      (
        "squeezenet1_1.onnx",
        Counts(
          format: 8, operators: 13, nodes: 66, attributes: 99, nodeInputs: 126, initializers: 52,
          inputs: 1, outputs: 1, values: 0)
      ),
      (
        "nets/mobilenet_v2-imagenet-dequantised.onnx",
        Counts(
          format: 8, operators: 13, nodes: 154, attributes: 213, nodeInputs: 446,
          initializers: 214, inputs: 1, outputs: 1, values: 153)
      ),
      (
        "nets/resnet20-cifar10.onnx",
        Counts(
          format: 8, operators: 13, nodes: 73, attributes: 96, nodeInputs: 189, initializers: 107,
          inputs: 1, outputs: 1, values: 72)
      ),
      (
        "nets/slim-320/version-slim-320_without_postprocessing.onnx",
        Counts(
          format: 4, operators: 9, nodes: 192, attributes: 335, nodeInputs: 365,
          initializers: 184, inputs: 185, outputs: 2, values: 0)
      ),
      (
        "nets/squeezenet1_1-zoo.onnx",
        Counts(
          format: 8, operators: 9, nodes: 66, attributes: 96, nodeInputs: 126, initializers: 52,
          inputs: 1, outputs: 1, values: 0)
      ),
    ])
  func counts(name: String, expected: Counts) throws {
    let model = try Self.model(name)
    let graph = model.graph
    let found = Counts(
      format: model.formatVersion, operators: try #require(model.operatorSets.first).version,
      nodes: graph.nodes.count, attributes: graph.nodes.reduce(0) { $0 + $1.attributes.count },
      nodeInputs: graph.nodes.reduce(0) { $0 + $1.inputs.count },
      initializers: graph.initializers.count, inputs: graph.inputs.count,
      outputs: graph.outputs.count, values: graph.values.count)
    #expect(found == expected)
  }

  @Test(
    "an initializer has the values of its file",
    arguments: [
      (
        "googlenet-bvlc.onnx", "conv1/7x7_s2.weight", [64, 3, 7, 7],
        [0.08820479363203049, 0.03741685673594475, 0.04910733550786972], 0.1014004722237587
      ),
      (
        "squeezenet1_1.onnx", "conv1.weight", [64, 3, 3, 3],
        [0.2572346329689026, 0.3593655526638031, 0.2034272700548172], 0.18955914676189423
      ),
      ("nets/mobilenet_v2-imagenet-dequantised.onnx", "zero", [1], [0], 0),
      (
        "nets/resnet20-cifar10.onnx", "conv1.weight", [16, 3, 3, 3],
        [-0.13818146288394928, -0.1624176800251007, 0.8207383155822754], 0.3087101876735687
      ),
      (
        "nets/slim-320/version-slim-320_without_postprocessing.onnx", "base_net.0.0.weight",
        [16, 3, 3, 3], [-0.06742071360349655, 0.044201698154211044, -0.15592274069786072],
        0.061899639666080475
      ),
      (
        "nets/squeezenet1_1-zoo.onnx", "conv1_b_0", [64],
        [-0.014374157413840294, 0.16094312071800232, -0.016557257622480392],
        -0.02421477623283863
      ),
    ] as [(String, String, [Int], [Float], Float)])
  func values(name: String, tensor: String, shape: [Int], first: [Float], last: Float) throws {
    let initializer = try #require(try Self.model(name).graph.initializers.first)
    #expect(initializer.name == tensor)
    #expect(initializer.shape == shape)
    let values = try initializer.floats()
    #expect(Array(values.prefix(first.count)) == first)
    #expect(values.last == last)
  }

  @Test("whole numbers are read too")
  func integers() throws {
    let graph = try Self.model("nets/slim-320/version-slim-320_without_postprocessing.onnx").graph
    let counts = graph.initializers.filter { $0.type == ONNXDataType(code: 7) }
    #expect(counts.count == 25)
    for tensor in counts { #expect(try tensor.integers() == [91656]) }
  }

  @Test("GoogLeNet says its first node, its extents and its metadata")
  func googlenet() throws {
    let model = try Self.model("googlenet-bvlc.onnx")
    let node = model.graph.nodes[0]
    #expect(node.operation == "Conv")
    #expect(node.inputs == ["data", "conv1/7x7_s2.weight", "conv1/7x7_s2.bias"])
    #expect(
      node.attributes.map { "\($0.name) \($0.value)" } == [
        "kernel_shape ints([7, 7])", "pads ints([3, 3, 3, 3])", "strides ints([2, 2])",
      ])
    #expect(
      model.graph.inputs[0].kind
        == .tensor(ONNXDataType(code: 1), [.named("N"), .fixed(3), .fixed(224), .fixed(224)]))
    #expect(model.metadata.map(\.key) == ["channel_order", "value_range", "mean_bgr"])
    #expect(model.metadata.map(\.value) == ["BGR", "0..255", "104,117,123"])
  }

  @Test("arrays in files of their own are read")
  func arrays() throws {
    let folder = "weights/nets/squeezenet1_1-pair"
    let input = try ONNXTensor(
      reading: MappedFile(SharedData.path("\(folder)/test_data_0_input.pb")))
    #expect(input.name == "data")
    #expect(input.shape == [1, 3, 224, 224])
    #expect(try input.floats().prefix(2) == [1.764052391052246, 0.40015721321105957])
    let output = try ONNXTensor(
      reading: MappedFile(SharedData.path("\(folder)/test_data_0_output.pb")))
    #expect(output.shape == [1, 1000, 1, 1])
    let values = try output.floats()
    #expect(values.firstIndex(of: try #require(values.max())) == 111)
  }

  @Test(
    "definitions of Caffe have their layers",
    arguments: [
      ("caffe/lenet", 8, ["conv1", "conv2", "ip1", "ip2"], [20, 50, 500, 10]),
      (
        "caffe/cifar10_quick", 13, ["conv1", "conv2", "conv3", "ip1", "ip2"],
        [32, 32, 64, 64, 10]
      ),
    ])
  func definitions(name: String, layers: Int, named: [String], outputs: [Int64]) throws {
    let net = try Self.definition(name)
    #expect(net.all("layer").count == layers)
    var found: [String: Int64] = [:]
    for layer in try net.all("layer").map({ try $0.message() }) {
      for parameters in ["convolution_param", "inner_product_param"] {
        let count = try layer.last(parameters)?.message().last("num_output")?.integer()
        if let count, let name = try layer.last("name")?.text() { found[name] = count }
      }
    }
    #expect(found == Dictionary(uniqueKeysWithValues: zip(named, outputs)))
  }

  @Test("the face detector's definition has its layers and its input")
  func detector() throws {
    let net = try Self.definition("nets/slim-320/slim-320")
    #expect(net.all("layer").count == 96)
    #expect(net.fields.count == 96)
    let input = try net.fields[0].message().last("input_param")?.message().last("shape")?.message()
    #expect(try input?.all("dim").map { try $0.integer() } == [1, 3, 240, 320])
  }

  private static func definition(_ name: String) throws -> PrototxtMessage {
    let path = SharedData.path("weights/\(name).prototxt")
    return try PrototxtFile(File.read(path, limit: PrototxtFile.byteLimit)).message
  }
}
