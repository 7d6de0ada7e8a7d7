import Testing
import Weights

@Suite("The first layer of a file")
struct FirstLayerChoiceTests {
  /// Tensors of a file, and its first layer.
  struct Case: Sendable {
    let layer: String
    let tensors: [(name: String, shape: [Int])]

    init(_ layer: String, _ tensors: KeyValuePairs<String, [Int]>) {
      self.layer = layer
      self.tensors = tensors.map { ($0.key, $0.value) }
    }
  }

  static let cases: [Case] = [
    // What an optimiser keeps, statistics and constants.
    Case(
      "conv1",
      [
        "optimizer.state.0.momentum_buffer": [8, 3, 7, 7],
        "optimizer.state.0.exp_avg": [8, 3, 7, 7], "model.conv1.weight": [8, 3, 7, 7],
      ]),
    Case(
      "conv1",
      [
        "conv1/kernel/Adam": [8, 3, 7, 7], "conv1/kernel/Momentum": [8, 3, 7, 7],
        "conv1/kernel": [8, 3, 7, 7],
      ]),
    Case(
      "conv1",
      ["normalize.mean": [1, 3, 1, 1], "scale": [1, 3, 1, 1], "conv1.weight": [8, 3, 7, 7]]),
    Case(
      "conv1",
      [
        "conv1.weight_grad": [8, 3, 7, 7], "grad.conv1.weight": [8, 3, 7, 7],
        "fisher.conv1.weight": [8, 3, 7, 7], "conv1.weight_scale": [8, 3, 7, 7],
        "conv1.weight": [8, 3, 7, 7],
      ]),
    Case("conv1", ["conv1.weight": [1, 3, 1, 1]]),
    Case("proj", ["pos_embed": [4, 3, 8, 8], "proj.weight": [8, 3, 4, 4]]),
    Case("proj", ["h.0.attn.weight": [9, 3, 8, 8], "proj.weight": [8, 3, 4, 4]]),
    Case("a", ["running_mean": [2, 3, 2, 2], "a.weight": [8, 3, 4, 4]]),
    // Layers of few channels that come before it in the alphabet.
    Case(
      "conv_stem", ["blocks.0.conv_dw.weight": [8, 1, 3, 3], "conv_stem.weight": [8, 3, 3, 3]]),
    Case("stem.0", ["blocks.0.conv.0.weight": [8, 1, 3, 3], "stem.0.weight": [8, 4, 3, 3]]),
    Case("conv_stem", ["a_dw.weight": [8, 1, 3, 3], "conv_stem.weight": [8, 1, 3, 3]]),
    Case("head.0", ["add_mean.weight": [3, 3, 1, 1], "head.0.weight": [8, 3, 3, 3]]),
    Case("encoder.0", ["decoder.0.weight": [8, 3, 4, 4], "encoder.0.weight": [8, 3, 4, 4]]),
    // Numbers are numbers, and names of first layers are known.
    Case(
      "features.2",
      [
        "features.10.weight": [8, 3, 3, 3], "features.2.weight": [8, 3, 3, 3],
        "features.6.weight": [8, 8, 3, 3],
      ]),
    Case("conv1", ["branch.weight": [8, 3, 3, 3], "conv1.weight": [8, 3, 3, 3]]),
    Case(
      "patch_embed.proj", ["a.weight": [8, 3, 3, 3], "patch_embed.proj.weight": [8, 3, 16, 16]]),
    // Copies of the network come second.
    Case("conv1", ["ema.conv1.weight": [8, 3, 7, 7], "model.conv1.weight": [8, 3, 7, 7]]),
    Case("zz.conv1", ["teacher.conv1.weight": [8, 3, 7, 7], "zz.conv1.weight": [8, 3, 7, 7]]),
    // Other numbers of channels.
    Case("conv1", ["conv1.weight": [20, 1, 5, 5], "conv2.weight": [50, 20, 5, 5]]),
    Case("conv1", ["conv1.weight": [32, 1, 3, 3], "conv2.weight": [32, 32, 3, 3]]),
    Case("conv1", ["conv1.weight": [96, 3, 11, 11], "conv2.weight": [256, 48, 5, 5]]),
    Case("c", ["b.weight": [8, 6, 3, 3], "c.weight": [8, 4, 3, 3]]),
    Case("conv", ["fc.weight": [8, 3], "conv.weight": [8, 3, 1, 1]]),
  ]

  @Test("the layer that takes the picture is found wherever it stands", arguments: cases)
  func first(_ example: Case) throws {
    let tensors = example.tensors
    // Names in the order of the alphabet or in the opposite one: the answer is the same.
    for ordered in [tensors, tensors.sorted(by: { $0.name < $1.name })] {
      let zeros = ordered.map { name, shape in
        Tensor(name: name, shape: shape, values: Array(repeating: 0, count: shape.reduce(1, *)))
      }
      for (bytes, name) in [
        (try SafetensorsWriter.encode(zeros), "w.safetensors"),
        (try NpzWriter.encode(zeros), "w.npz"),
      ] {
        let made = try MadeFile(bytes: bytes, name: name)
        #expect(try made.choice(StatedFilters(axes: .oihw)).layer == example.layer, "\(tensors)")
      }
    }
  }

  @Test("layers that fit as well are named")
  func equals() throws {
    let choice = try MadeFile(["left.weight": [8, 3, 3, 3], "right.weight": [8, 3, 3, 3]]).choice()
    #expect(choice.layer == "left")
    #expect(choice.alternatives == ["right"])
    #expect(choice.warnings.contains { $0.contains("right would fit as well") })
    let sure = try MadeFile(["conv1.weight": [8, 3, 3, 3], "right.weight": [8, 3, 3, 3]]).choice()
    #expect(sure.warnings.isEmpty)
  }

  @Test("the order of the file counts where names are not in alphabetical order")
  func order() throws {
    let choice = try MadeFile(
      ["z.weight": [8, 3, 3, 3], "b.weight": [8, 3, 3, 3], "c.weight": [8, 3, 3, 3]]
    ).choice()
    #expect(choice.layer == "z")
  }

  @Test(
    "a file without filters has no first layer",
    arguments: [
      ["fc.weight": [4, 3]], ["mean": [1, 3, 1, 1]], ["x": [1, 2, 3, 4, 5]],
    ])
  func none(shapes: [String: [Int]]) throws {
    let zeros = shapes.map { name, shape in
      Tensor(name: name, shape: shape, values: Array(repeating: 0, count: shape.reduce(1, *)))
    }
    let made = try MadeFile(bytes: SafetensorsWriter.encode(zeros), name: "w.safetensors")
    #expect(throws: WeightsError.noFilters) { try made.choice() }
  }

  @Test("filters of which an extent is 0 are named", arguments: [[0, 3, 3, 3], [8, 3, 0, 7]])
  func empty(shape: [Int]) throws {
    let made = try MadeFile(["conv.weight": shape, "fc.weight": [4, 3]])
    for stated in [StatedFilters(), StatedFilters(layer: "conv")] {
      #expect(throws: WeightsError.emptyFilters(tensor: "conv.weight", shape: shape)) {
        try made.choice(stated)
      }
    }
  }

  @Test("a layer that is named is taken as it is, by its short name too")
  func named() throws {
    let made = try MadeFile([
      "conv1.weight": [8, 3, 3, 3], "backbone.conv2.weight": [4, 8, 3, 3], "fc.weight": [2, 8],
    ])
    for (name, tensor) in [
      ("conv2", "backbone.conv2.weight"), ("backbone.conv2", "backbone.conv2.weight"),
      ("fc", "fc.weight"), ("conv1.weight", "conv1.weight"),
    ] {
      #expect(try made.choice(StatedFilters(layer: name)).entry.name == tensor)
    }
    let error = #expect(throws: WeightsError.self) {
      try made.choice(StatedFilters(layer: "conv3"))
    }
    #expect(error?.description.hasPrefix("there is no layer 'conv3'; did you mean") == true)
  }
}
