import Definitions
import Files
import Networks
import Testing
import Weights
import _TestSupport

/// Files of weights in networks of the catalogue.
@Suite struct FittedWeightsTests {
  @Test("names of torchvision and of Caffe lead to the form that such weights were learned in")
  func forms() throws {
    let torchvision = try file([
      "module.conv1.weight": [64, 3, 7, 7], "module.bn1.weight": [64], "module.bn1.bias": [64],
      "module.bn1.running_mean": [64], "module.bn1.running_var": [64],
      "module.bn1.num_batches_tracked": [],
    ])
    let caffe = try file([
      "conv1.weight": [64, 3, 7, 7], "conv1.bias": [64], "bn_conv1.weight": [64],
      "bn_conv1.bias": [64], "bn_conv1.2": [1], "scale_conv1.weight": [64],
      "scale_conv1.bias": [64],
    ])
    for asked in ["resnet50", "resnet50-torchvision", "resnet50-keras"] {
      let model = try Model.named(asked)
      let first = try model.fitted(to: torchvision.weights)
      #expect(first.model.name == "resnet50-torchvision")
      #expect(first.origin == .torchvision)
      #expect(first.unexpected == [])
      let second = try model.fitted(to: caffe.weights)
      #expect(second.model.name == "resnet50")
      #expect(second.origin == .caffe)
      #expect(second.unexpected == [])
      #expect(
        try second.pipeline().exportedNames == ["conv1", "bn1", "relu", "maxpool"])
    }
    let lines = try Model.named("resnet50").fitted(to: torchvision.weights).lines(isWhole: true)
    #expect(
      lines[0] == "weights: named as by torchvision, so that 'resnet50-torchvision' is computed, "
        + "the form that they were learned in, not 'resnet50'")
    #expect(lines[1].hasPrefix("weights: 262 missing: layer1.0.conv1.weight, layer1.0.bn1.running"))
    #expect(lines[1].hasSuffix("layer4.2.bn3.bias, fc.weight, fc.bias"))
    #expect(lines.count == 2)
  }

  @Test("names that all forms have in common leave the form as it was asked for")
  func common() throws {
    let weights = try file(["conv1.weight": [64, 3, 7, 7]])
    for asked in ["resnet50", "resnet50-torchvision"] {
      #expect(try Model.named(asked).fitted(to: weights.weights).model.name == asked)
    }
  }

  @Test("Caffe's statistics are divided by their factor, and a bias before them is added")
  func caffe() throws {
    func many(_ value: Float) -> [Float] { Array(repeating: value, count: 64) }
    let weights = try file([
      Weights.Tensor(name: "conv1.weight", shape: [64, 3, 7, 7], values: zeros(64 * 3 * 7 * 7)),
      Weights.Tensor(name: "conv1.bias", shape: [64], values: many(3)),
      Weights.Tensor(name: "bn_conv1.weight", shape: [64], values: many(4)),
      Weights.Tensor(name: "bn_conv1.bias", shape: [64], values: many(8)),
      Weights.Tensor(name: "bn_conv1.2", shape: [1], values: [2]),
      Weights.Tensor(name: "scale_conv1.weight", shape: [64], values: many(5)),
      Weights.Tensor(name: "scale_conv1.bias", shape: [64], values: many(7)),
    ])
    let graph = try Model.named("resnet18").pipeline(weights: weights.weights, layers: ["bn1"])
      .graph
    #expect(try number("bn1.mean", graph) == 2)
    #expect(try number("bn1.variance", graph) == 4)
    #expect(try number("bn1.gamma", graph) == 5)
    #expect(try number("bn1.offsets", graph) == 7)
    let convolution = try #require(graph.nodes.first { $0.name == "conv1" })
    let bias = try #require(convolution.inputs[2])
    #expect(try graph.parameters[bias]?.tensor().floats.first == 3)
  }

  @Test("axes of Keras are turned: filters, filters of one map, and rows of what was flattened")
  func keras() throws {
    func counting(_ name: String, _ shape: [Int]) -> Weights.Tensor {
      let count = shape.reduce(1, *)
      return Weights.Tensor(name: name, shape: shape, values: (0..<count).map { Float($0) })
    }
    // A fourth to a sixth convolution, as of a second network in one program.
    let listing = try file([
      counting("conv2d_3/kernel", [3, 3, 1, 32]), counting("conv2d_3/bias", [32]),
      counting("conv2d_4/kernel", [3, 3, 32, 64]), counting("conv2d_4/bias", [64]),
      counting("conv2d_5/kernel", [3, 3, 64, 128]), counting("conv2d_5/bias", [128]),
      counting("dense_1/kernel", [1152, 10]), counting("dense_1/bias", [10]),
    ])
    let fitted = try Model.named("listing-8.1").fitted(to: listing.weights)
    #expect(fitted.lines(isWhole: true) == [])
    let graph = try fitted.pipeline().graph
    // Filter 2, row 1, column 0 is (1 * 3 + 0) * 32 + 2.
    #expect(try numbers("conv2d.weights", graph)[2 * 9 + 3] == 98)
    // Filter 1, map 5, row 2, column 1 is ((2 * 3 + 1) * 32 + 5) * 64 + 1.
    #expect(try numbers("conv2d_1.weights", graph)[(1 * 32 + 5) * 9 + 7] == 14_657)
    // Class 3, map 4, row 2, column 1 is (2 * 3 + 1) * 128 + 4, times ten, and three.
    #expect(try numbers("dense.weights", graph)[3 * 1152 + 4 * 9 + 7] == 9003)

    let mobile = try file([
      counting("conv1/kernel:0", [3, 3, 3, 32]), counting("conv1_bn/gamma:0", [32]),
      counting("conv1_bn/beta:0", [32]), counting("conv1_bn/moving_mean:0", [32]),
      counting("conv1_bn/moving_variance:0", [32]),
      counting("conv_dw_1/depthwise_kernel:0", [3, 3, 32, 1]),
    ])
    let depthwise = try Model.named("mobilenet").pipeline(
      weights: mobile.weights, layers: ["conv_dw_1"]
    ).graph
    // Map 5, row 2, column 1 is (2 * 3 + 1) * 32 + 5.
    #expect(try numbers("conv_dw_1.weights", depthwise)[5 * 9 + 7] == 229)
  }

  @Test("tensors of another shape are named, each, unless no layer that is wanted needs them")
  func misshapen() throws {
    let weights = try file([
      "features.0.weight": [64, 3, 3, 3], "features.3.squeeze.weight": [16, 64, 3, 3],
      "features.3.expand1x1.weight": [64, 16, 3, 3], "extra.weight": [5],
    ])
    let model = try Model.named("squeezenet1.1")
    let error = #expect(throws: DefinitionError.self) {
      try model.pipeline(weights: weights.weights)
    }
    #expect(
      error.map {
        "\($0)".hasSuffix(
          "2 of another shape: features.3.squeeze.weight (16x64x3x3, not 16x64x1x1), "
            + "features.3.expand1x1.weight (64x16x3x3, not 64x16x1x1)")
      } == true)
    let fitted = try model.fitted(to: weights.weights)
    #expect(fitted.unexpected == ["extra.weight"])
    #expect(fitted.missing.first == "features.0.bias")
    #expect(
      try fitted.pipeline(layers: ["features.2"]).exportedNames == ["features.2"])
  }

  @Test("weights of another network are called by its name")
  func otherNetwork() throws {
    let weights = try file([
      "conv1.weight": [20, 1, 5, 5], "conv1.bias": [20], "conv2.weight": [50, 20, 5, 5],
      "conv2.bias": [50], "ip1.weight": [500, 800], "ip1.bias": [500], "ip2.weight": [10, 500],
      "ip2.bias": [10],
    ])
    for asked in ["alexnet", "googlenet"] {
      #expect(
        throws: DefinitionError.model(
          .otherNetwork(weights.weights.path, model: asked, found: "lenet"))
      ) { try Model.named(asked).pipeline(weights: weights.weights) }
    }
  }

  @Test("weights that are not finite are refused by their names, if they are needed")
  func notFinite() throws {
    let weights = try file([
      Weights.Tensor(name: "conv1.weight", shape: [20, 1, 5, 5], values: zeros(500)),
      Weights.Tensor(
        name: "conv2.weight", shape: [50, 20, 5, 5], values: [.nan] + zeros(24_999)),
      Weights.Tensor(name: "conv2.bias", shape: [50], values: [.infinity] + zeros(49)),
    ])
    let model = try Model.named("lenet")
    #expect(
      throws: DefinitionError.model(
        .notFinite(weights.weights.path, ["conv2.weight", "conv2.bias"]))
    ) { try model.pipeline(weights: weights.weights) }
    #expect(
      try model.pipeline(weights: weights.weights, layers: ["pool1"]).exportedNames == ["pool1"])
  }

  @Test("heads that only help while a network learns are no surprise")
  func heads() throws {
    let weights = try file([
      "conv1/7x7_s2.weight": [64, 3, 7, 7], "conv1/7x7_s2.bias": [64],
      "loss1/conv.weight": [128, 512, 1, 1], "loss2/classifier.bias": [1000],
    ])
    #expect(try Model.named("googlenet").fitted(to: weights.weights).unexpected == [])
  }

  private func zeros(_ count: Int) -> [Float] { Array(repeating: 0, count: count) }

  private func numbers(_ name: String, _ graph: Graph) throws -> [Float] {
    let value = try #require(graph.names.firstIndex(of: name))
    return try #require(graph.parameters[value]).tensor().floats
  }

  /// The first number, after all were found to be the same.
  private func number(_ name: String, _ graph: Graph) throws -> Float {
    let all = try numbers(name, graph)
    #expect(Set(all).count == 1)
    return all[0]
  }
}

/// A file in a folder that lives as long as it is needed.
private func file(
  _ tensors: [Weights.Tensor]
) throws -> (folder: TemporaryFolder, weights: ModelWeights) {
  let folder = try TemporaryFolder()
  try File.write(try SafetensorsWriter.encode(tensors), to: folder("w.safetensors"))
  return (folder, try ModelWeights(folder("w.safetensors")))
}

/// A file of zeros.
private func file(
  _ shapes: [String: [Int]]
) throws -> (folder: TemporaryFolder, weights: ModelWeights) {
  try file(
    shapes.map { name, shape in
      Weights.Tensor(
        name: name, shape: shape, values: Array(repeating: 0, count: shape.reduce(1, *)))
    })
}
