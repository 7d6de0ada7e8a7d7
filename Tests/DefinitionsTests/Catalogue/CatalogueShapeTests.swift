import Definitions
import Networks
import Pixels
import Testing

/// Shapes and receptive fields of the catalogue's networks.
@Suite struct CatalogueShapeTests {
  @Test("every network gives a number per class", arguments: Model.all.map(\.name))
  func outputs(name: String) throws {
    let model = try Model.named(name)
    let graph = model.graph
    let classes =
      switch name {
      case "lenet-5", "lenet", "listing-8.1", "all-cnn-c": 10
      case "quiz": 5
      default: name.hasSuffix("-cifar") ? 10 : 1000
      }
    let facts = try GraphSlice(graph).facts(for: [Fact(model.inputShape)])
    for output in graph.outputs { #expect(facts[output]?.shape == [1, classes]) }
  }

  @Test("every node has a name of its own", arguments: Model.all.map(\.name))
  func names(name: String) throws {
    let names = try Model.named(name).layerNames
    #expect(Set(names).count == names.count)
  }

  @Test("every value and parameter has a name of its own", arguments: Model.all.map(\.name))
  func values(name: String) throws {
    let names = try Model.named(name).graph.names
    #expect(Set(names).count == names.count)
  }

  @Test(
    "pictures become the input that a network is made for",
    arguments: Model.all.filter { $0.name != "all-cnn-c" }.map(\.name))
  func input(name: String) throws {
    let model = try Model.named(name)
    let picture = ImageSize(width: 1200, height: 900)
    #expect(try model.input.outputShape(for: picture) == model.inputShape)
  }

  @Test(
    "a layer has the shape of the paper",
    arguments: [
      ("lenet-5", "S4", [16, 5, 5]), ("alexnet", "pool5", [256, 6, 6]),
      ("zfnet", "conv1", [96, 110, 110]), ("zfnet", "pool2", [256, 13, 13]),
      ("vgg16", "features.30", [512, 7, 7]), ("googlenet", "inception_3a/output", [256, 28, 28]),
      ("googlenet", "inception_5b/output", [1024, 7, 7]),
      ("inception-v2", "inception_4a_output", [576, 14, 14]),
      ("inception-v2", "inception_4e_output", [1024, 7, 7]),
      ("inception-v3", "Mixed_5d", [288, 35, 35]), ("inception-v3", "Mixed_6e", [768, 17, 17]),
      ("inception-v3", "Mixed_7c", [2048, 8, 8]), ("resnet50", "layer4.2.relu", [2048, 7, 7]),
      ("densenet121", "features.denseblock3.denselayer24.concat", [1024, 14, 14]),
      ("resnet56-cifar", "layer3.8.relu2", [64, 8, 8]),
      ("mobilenet-v2", "features.17.conv.3", [320, 7, 7]),
      ("all-cnn", "relu12", [1000, 6, 6]), ("all-cnn-c", "relu9", [10, 6, 6]),
      ("squeezenet1.1", "features.12", [512, 13, 13]), ("listing-8.1", "conv2d_2", [128, 3, 3]),
      ("quiz", "conv2", [12, 42, 42]),
      ("bit-resnet152x4", "stages.3.blocks.2.add", [8192, 15, 15]),
      ("efficientnet-b0", "features.7.0.block.3.1", [320, 7, 7]),
    ])
  func shapes(name: String, layer: String, shape: [Int]) throws {
    let model = try Model.named(name)
    let summaries = try model.graph.summaries(for: model.inputShape)
    let summary = try #require(summaries.first { $0.name == layer })
    #expect(summary.outputs == [[1] + shape])
  }

  @Test(
    "one value before the classifier sees as much of the picture as published",
    arguments: [
      ("alexnet", "pool5", 195, 32, 64), ("vgg16", "features.30", 212, 32, 90),
      ("mobilenet", "conv_pw_13_relu", 315, 32, 126), ("resnet50", "layer4.2.relu", 483, 32, 239),
    ])
  func fields(name: String, layer: String, extent: Int, stride: Int, padding: Int) throws {
    let model = try Model.named(name)
    let summaries = try model.graph.summaries(for: model.inputShape)
    let field = try #require(summaries.first { $0.name == layer }).receptiveField
    for axis in [field.y, field.x] {
      #expect(axis.extent == extent)
      #expect(axis.stride == stride)
      #expect(axis.padding == padding)
    }
  }

  @Test("names are known without a graph")
  func known() {
    #expect(Model.names.count == Model.all.count + 1)
    #expect(Model.names.contains("first-layer"))
    #expect(Set(Model.names).count == Model.names.count)
  }
}
