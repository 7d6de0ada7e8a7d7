import Pixels
import Testing
import Weights
import _TestSupport

@Suite("The order of the channels of a file's filters")
struct ChannelOrderChoiceTests {
  static let sureNames: [([String], String)] = [
    (["conv1.weight", "bn1.weight", "bn1.bias"], "rgb"),
    (["conv1.weight", "conv1.bias", "layer1.0.conv1.weight"], "rgb"),
    (["conv1.weight", "conv1.bias", "bn.running_mean"], "rgb"),
    (["conv1.weight", "conv1.bias", "bn.num_batches_tracked"], "rgb"),
    (["conv_stem.weight", "conv_stem.bias"], "rgb"),
    (["features.0.weight", "features.0.bias"], "rgb"),
    (["conv1.conv.weight", "conv1.bn.bias"], "rgb"),
    (["patch_embed.proj.weight", "patch_embed.proj.bias"], "rgb"),
    (["0.weight", "0.bias"], "rgb"),
    (["module.model.conv1.weight", "module.model.bn1.weight"], "rgb"),
    (["backbone.conv1.weight", "backbone.conv1.bias", "backbone.bn1.weight"], "rgb"),
    (["student.net.conv1.weight", "student.net.layer4.1.conv2.weight"], "rgb"),
    (["Conv1/kernel:0", "Conv1/bias:0"], "rgb"),
    (["conv1.weight", "conv1.bias", "fc6.weight", "fc6.bias"], "bgr"),
    (["conv1.weight", "conv1.bias", "fc8.weight"], "bgr"),
    (["conv1_1.weight", "conv1_1.bias", "conv1_2.weight"], "bgr"),
    (["module.conv1_1.weight", "module.conv1_1.bias"], "bgr"),
    (["conv1/7x7_s2.weight", "conv1/7x7_s2.bias", "inception_3a/1x1.weight"], "bgr"),
    (["conv1.weight", "conv1.bias", "bn1.weight", "bn1.bias", "bn1.2"], "bgr"),
    (["conv1.weight", "bn_conv1.weight", "res2a_branch2a.weight"], "bgr"),
  ]

  @Test(
    "names that only one framework gives tell the order, whatever lies around them",
    arguments: sureNames)
  func names(_ names: [String], order: String) throws {
    for metadata in [[:], ["note": "any"]] as [WeightsMetadata] {
      let found = try #require(try file(names, metadata).choice().order)
      #expect(found.order.rawValue == order)
      #expect(!found.isGuess, "\(found)")
    }
  }

  @Test(
    "what is merely usual, and signs that disagree, are called a guess",
    arguments: [
      (["conv1.weight", "conv1.bias"], [:], "bgr"),
      (["backbone.conv1.weight", "backbone.conv1.bias"], [:], "rgb"),
      (["conv1.weight"], [:], "rgb"),
      (["first.weight", "first.bias"], [:], "rgb"),
      (["conv1.weight", "conv1.bias", "fc6.weight"], ["format": "pt"], "bgr"),
      (["conv1.weight", "conv1.bias", "fc6.weight", "layer1.0.conv1.weight"], [:], "bgr"),
      (["block1_conv1/kernel:0", "block1_conv1/bias:0"], [:], "rgb"),
      (["conv1_conv/kernel:0", "conv1_conv/bias:0"], [:], "rgb"),
    ] as [([String], WeightsMetadata, String)])
  func guesses(_ names: [String], metadata: WeightsMetadata, order: String) throws {
    let found = try #require(try file(names, metadata).choice().order)
    #expect(found.order.rawValue == order)
    #expect(found.isGuess)
    #expect("\(found)".contains("a guess"))
  }

  @Test("PyTorch's name in the metadata tells the order where names do not")
  func format() throws {
    let found = try #require(
      try file(["conv1.weight", "conv1.bias"], ["format": "pt"]).choice().order)
    #expect(found.order == .rgb)
    #expect(!found.isGuess)
  }

  @Test(
    "what the metadata state comes before every sign, in capitals or not",
    arguments: ["BGR", "bgr", " Bgr "])
  func stated(text: String) throws {
    let found = try #require(
      try file(["conv1.weight", "bn1.weight"], ["channel_order": text, "format": "pt"])
        .choice().order)
    #expect(found.order == .bgr)
    #expect(found.reason == "from the file's metadata")
  }

  @Test("what the user states comes before all")
  func asked() throws {
    let made = try file(["conv1.weight"], ["channel_order": "RGB"])
    let found = try #require(try made.choice(StatedFilters(order: .bgr)).order)
    #expect(found == KnownChannelOrder(stated: .bgr))
  }

  @Test("an order that means nothing counts as not stated")
  func nonsense() throws {
    let found = try #require(
      try file(["conv1.weight", "bn1.weight"], ["channel_order": "GBR"]).choice().order)
    #expect(found.order == .rgb)
  }

  @Test("filters on one channel have no order")
  func grey() throws {
    #expect(try MadeFile(["conv1.weight": [20, 1, 5, 5]]).choice().order == nil)
  }

  @Test("96 filters of 11x11 by themselves are those of Caffe's AlexNet, which is a guess")
  func alexNet() throws {
    let found = try #require(try MadeFile(["x": [96, 3, 11, 11]]).choice().order)
    #expect(found.order == .bgr)
    #expect(found.isGuess)
  }

  @Test("a file of Caffe has blue first, but a network on CIFAR-10 red")
  func caffe() throws {
    for (network, order, isGuess) in [
      ("", ChannelOrder.bgr, false), ("AlexNet", .bgr, false), ("CIFAR10_quick", .rgb, true),
    ] {
      let made = try MadeFile(bytes: caffeModel(network: network), name: "x.caffemodel")
      let found = try #require(try made.choice().order)
      #expect(found.order == order, "\(network)")
      #expect(found.isGuess == isGuess)
    }
  }

  /// A file whose weights are 4x3x3x3 and whose other tensors have four numbers.
  private func file(_ names: [String], _ metadata: WeightsMetadata) throws -> MadeFile {
    let tensors = names.enumerated().map { index, name in
      let shape = name.contains("kernel") ? [3, 3, 3, 4] : [4, 3, 3, 3]
      return Tensor(
        name: name, shape: index == 0 ? shape : [4],
        values: Array(repeating: 0, count: index == 0 ? 108 : 4))
    }
    var metadata = metadata
    // Axes are another question.
    if names[0].contains("kernel") { metadata["layout"] = "HWIO" }
    return try MadeFile(
      bytes: SafetensorsWriter.encode(tensors, metadata: metadata), name: "w.safetensors")
  }
}

/// A network of Caffe with a convolution `conv1` of two filters 3x1x2 without a bias.
private func caffeModel(network: String) -> [UInt8] {
  let blob = Protobuf.bytes(
    7, Protobuf.shape([2, 3, 1, 2]) + Protobuf.packed(Array(repeating: 0, count: 12)))
  let layer = Protobuf.text(1, "conv1") + Protobuf.text(2, "Convolution") + blob
  return (network.isEmpty ? [] : Protobuf.text(1, network)) + Protobuf.bytes(100, layer)
}
