import Definitions
import Files
import Glibc
import Networks
import Pixels
import Testing
import _TestSupport

/// The catalogue's networks against published files of the same networks.
@Suite struct CatalogueValueTests {
  @Test(
    "a network with the weights of its published file gives the numbers of that file",
    .enabled(if: Shared.isPresent, "the folder 'shared' beside the checkout is absent"),
    arguments: [
      ("resnet20-cifar", "linear", 32, "nets/resnet20-cifar10.onnx", "kind:gemm"),
      ("squeezenet1.1", "classifier.3", 48, "squeezenet1_1.onnx", "kind:globalAverage"),
      ("googlenet", "inception_5b/output", 48, "googlenet-bvlc.onnx", "inception_5b/output"),
    ])
  func published(
    name: String, layer: String, side: Int, file: String, value: String
  ) throws {
    let network = try NetworkFile(Shared.path(file))
    let source = network.graph
    var graph = try Model.named(name).graph
    // The layers stand in the same order; what they are called differs.
    for kind in ["convolution", "batchnorm", "gemm"] {
      let own = graph.nodes.filter { $0.operation.kind == kind }
      let others = source.nodes.filter { $0.operation.kind == kind }
      try #require(own.count == others.count)
      for (node, other) in zip(own, others) {
        for (value, numbers) in zip(node.inputs.dropFirst(), other.inputs.dropFirst()) {
          guard let value else { continue }
          let parameter = try #require(numbers.flatMap { source.parameters[$0] })
          try #require(graph.parameters[value]?.shape == parameter.shape)
          graph.bind(value, to: parameter)
        }
      }
    }
    // Anything will do that looks a little like a picture.
    let values = (0..<3 * side * side).map {
      Float(sin(Double($0) * 0.013) + cos(Double($0 % 97) * 0.21))
    }
    let input = Tensor(shape: [1, 3, side, side], values: values)
    let own = try #require(graph.nodes.first { $0.name == layer }).outputs[0]
    let other = try network.values(value)[0]
    let found = try numbers(of: graph, own, input)
    let expected = try numbers(of: source, other, input)
    let largest = expected.map(\.magnitude).max() ?? 0
    #expect(found.count == expected.count)
    #expect(largest > 0)
    #expect(zip(found, expected).allSatisfy { ($0 - $1).magnitude <= 1e-5 * largest })
  }

  @Test(
    "weights that another library has named give the numbers of the network's own file",
    .enabled(if: Shared.isPresent, "the folder 'shared' beside the checkout is absent"),
    arguments: [
      (
        "resnet20-cifar", "linear", "nets/resnet20-cifar10.th", "nets/resnet20-cifar10.onnx",
        "kind:gemm"
      ),
      (
        "squeezenet1.1", "classifier.3", "squeezenet1_1.safetensors", "squeezenet1_1.onnx",
        "kind:globalAverage"
      ),
      ("lenet", "ip2", "caffe/lenet_iter_10000.caffemodel", "caffe/lenet.prototxt", "ip2"),
    ])
  func named(
    name: String, layer: String, weights: String, file: String, value: String
  ) throws {
    let model = try Model.named(name)
    let pipeline = try model.fitted(to: try ModelWeights(Shared.path(weights)))
      .pipeline(layers: [layer])
    let network =
      file.hasSuffix(".onnx")
      ? try NetworkFile(Shared.path(file))
      : try NetworkFile(Shared.path(file), weights: Shared.path(weights))
    let channels = model.inputShape.channels
    let side = min(model.inputShape.height, 48)
    let values = (0..<channels * side * side).map {
      Float(sin(Double($0) * 0.013) + cos(Double($0 % 97) * 0.21))
    }
    let input = Tensor(shape: [1, channels, side, side], values: values)
    let found = try numbers(of: pipeline.graph, pipeline.exported[0], input)
    let expected = try numbers(of: network.graph, try network.values(value)[0], input)
    let largest = expected.map(\.magnitude).max() ?? 0
    #expect(found.count == expected.count)
    #expect(largest > 0)
    #expect(zip(found, expected).allSatisfy { ($0 - $1).magnitude <= 1e-5 * largest })
  }

  private func numbers(
    of graph: Graph, _ value: Graph.Value, _ input: Tensor
  ) throws -> [Float] {
    var numbers: [Float] = []
    try Session(GraphSlice(graph, wanted: [value])).run([input]) { numbers = $1.floats }
    return numbers
  }
}

/// The weights beside the checkout.
private enum Shared {
  static var isPresent: Bool { FileIdentity(of: path("README.md")) != nil }

  static func path(_ name: String) -> Path {
    let folder =
      getenv("LENSLET_SHARED").map { Path(String(cString: $0)) }
      ?? Path(#filePath).parent.parent.parent.parent.parent.appending("shared")
    return folder.appending("weights").appending(name)
  }
}
