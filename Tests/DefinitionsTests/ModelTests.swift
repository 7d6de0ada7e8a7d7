import Definitions
import Files
import Glibc
import Networks
import Pixels
import Testing
import Weights
import _TestSupport

/// Networks that are known by name.
@Suite struct ModelTests {
  @Test("an unknown model has the nearest name")
  func unknownModel() {
    #expect(
      throws: ModelError.unknownModel("alexnot", nearest: "alexnet")
    ) { try Model.named("alexnot") }
  }

  @Test("layers without weights are left out, and an error where they are asked for")
  func missing() throws {
    let weights = try file(["conv1": [96, 3, 11, 11]])
    let model = try Model.named("caffenet")
    #expect(
      try model.pipeline(weights: weights.weights).exportedNames
        == ["conv1", "relu1", "pool1", "norm1"])
    #expect(
      throws: DefinitionError.model(
        .missingWeights(weights.weights.path, layer: "norm2", needed: ["conv2.weight"]))
    ) { try model.pipeline(weights: weights.weights, layers: ["norm2"]) }
  }

  @Test("dense layers take weights too")
  func dense() throws {
    let weights = try file(["conv1": [20, 1, 5, 5], "conv2": [50, 20, 5, 5], "ip1": [500, 800]])
    #expect(
      try Model.named("lenet").pipeline(weights: weights.weights).exportedNames
        == ["conv1", "pool1", "conv2", "pool2", "flatten", "ip1", "relu1"])
  }

  @Test("numbers of a normalisation are not taken for filters")
  func normalisation() throws {
    let weights = try file(["conv1": [16, 3, 3, 3], "bn1": [16]])
    #expect(
      try Model.named("resnet20-cifar").pipeline(weights: weights.weights).exportedNames
        == ["conv1"])
  }

  @Test("of many layers ten are named, of missing tensors all")
  func many() throws {
    let weights = try file(["conv1": [64, 3, 7, 7]])
    let model = try Model.named("resnet18")
    let unknown = #expect(throws: DefinitionError.self) {
      try model.pipeline(weights: weights.weights, layers: ["something"])
    }
    #expect(
      unknown.map {
        "\($0)".hasSuffix(
          "it has conv1, bn1, relu, maxpool, layer1.0.conv1, "
            + "layer1.0.bn1, layer1.0.relu1, layer1.0.conv2, layer1.0.bn2, layer1.0.add and 60 others"
        )
      }
        == true)
    let missing = #expect(throws: DefinitionError.self) {
      try model.pipeline(weights: weights.weights, layers: ["softmax"])
    }
    #expect(
      missing.map {
        "\($0)".contains("; 100 missing: bn_conv1.weight, bn_conv1.bias, scale_conv1.weight, ")
          && "\($0)".hasSuffix(", scale5b_branch2b.bias, fc1000.weight")
      } == true)
  }

  @Test("a file that has nothing of a network is refused, even where a layer needs nothing")
  func nothing() throws {
    let weights = try file(["other": [8, 3, 3, 3]])
    #expect(
      throws: DefinitionError.model(
        .noWeights(weights.weights.path, model: "all-cnn-c", needed: "conv1"))
    ) { try Model.named("all-cnn-c").pipeline(weights: weights.weights) }
  }

  @Test("the other AlexNet is told apart, and is a first layer")
  func other() throws {
    let weights = try file(["features.0": [64, 3, 11, 11]])
    let error = #expect(throws: DefinitionError.self) {
      try Model.named("alexnet").pipeline(weights: weights.weights)
    }
    #expect(error.map { "\($0)".contains("torchvision's of 64 filters") } == true)
    let choice = try FirstLayer.filters(in: weights.weights)
    let pipeline = try FirstLayer().pipeline(of: choice, in: weights.weights)
    #expect(pipeline.exportedNames == ["conv1", "relu1"])
  }

  @Test(
    "caffenet gives Caffe's activations",
    .enabled(if: Shared.isPresent, "the folder 'shared' beside the checkout is absent"))
  func golden() throws {
    let weights = try ModelWeights(Shared.path("caffenet-bvlc-conv1-conv2.safetensors"))
    let path = Shared.path("caffenet-bvlc-golden-activations.safetensors")
    let golden = try WeightsReader.open(try MappedFile(path), name: path.text)
    let input = try golden.tensor(named: "input")
    let pipeline = try Model.named("caffenet").pipeline(weights: weights)
    let names = ["relu1": "conv1", "relu2": "conv2"]
    var compared = 0
    let maps = Activation(
      shape: Shape(channels: 3, height: 227, width: 227), values: input.values)
    try Session(pipeline.slice()).run([Networks.Tensor(maps)]) { value, tensor in
      let (name, maps) = (pipeline.graph.names[value], tensor.maps)
      if name.hasPrefix("conv") { return }
      let expected = try golden.tensor(named: names[name] ?? name).values
      let distance = zip(maps.values, expected).map { abs($0 - $1) }.max() ?? .infinity
      #expect(distance <= (name == "relu1" ? 0.006 : 0.002), "\(name): \(distance)")
      compared += 1
    }
    #expect(compared == 6)
  }
}

/// A file of zeros for layers of these shapes, in a folder that lives as long as it is needed.
private func file(
  _ shapes: [String: [Int]]
) throws -> (folder: TemporaryFolder, weights: ModelWeights) {
  let folder = try TemporaryFolder()
  let tensors = shapes.map { name, shape in
    Weights.Tensor(
      name: name + ".weight", shape: shape,
      values: Array(repeating: 0, count: shape.reduce(1, *)))
  }
  try File.write(try SafetensorsWriter.encode(tensors), to: folder("w.safetensors"))
  return (folder, try ModelWeights(folder("w.safetensors")))
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
