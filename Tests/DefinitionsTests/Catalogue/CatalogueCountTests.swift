import Definitions
import Networks
import Pixels
import Testing

/// Learned numbers and multiply-adds of the catalogue's networks, as published.
@Suite struct CatalogueCountTests {
  @Test(
    "a network has as many learned numbers as published",
    arguments: [
      ("lenet-5", 60_000), ("lenet", 431_080), ("alexnet", 60_965_224), ("caffenet", 60_965_224),
      ("alexnet-torchvision", 61_100_840), ("zfnet", 62_357_608), ("vgg11", 132_863_336),
      ("vgg11-lrn", 132_863_336), ("vgg13", 133_047_848), ("vgg16-c", 133_638_952),
      ("vgg16", 138_357_544), ("vgg19", 143_667_240), ("googlenet", 6_998_552),
      ("googlenet-torchvision", 6_624_904),
      ("inception-v3", 23_834_568), ("inception-v3-aux", 27_161_264), ("resnet18", 11_689_512),
      ("resnet34", 21_797_672), ("resnet50", 25_557_032), ("resnet101", 44_549_160),
      ("resnet152", 60_192_808), ("resnet50-torchvision", 25_557_032),
      ("resnet50-keras", 25_583_592),
      ("efficientnet-b0-keras", 5_288_548), ("mobilenet-timm", 4_231_976),
      ("mobilenet-v2-keras", 3_504_872), ("densenet121-keras", 7_978_856),
      ("inception-v3-keras", 23_834_568), ("resnet20-cifar", 269_722),
      ("resnet32-cifar", 464_154), ("resnet44-cifar", 658_586), ("resnet56-cifar", 853_018),
      ("resnet110-cifar", 1_727_962), ("densenet121", 7_978_856), ("densenet169", 14_149_480),
      ("densenet201", 20_013_928), ("densenet264", 33_337_704), ("mobilenet", 4_231_976),
      ("mobilenet-v2", 3_504_872), ("all-cnn-c", 1_369_738), ("squeezenet1.1", 1_235_496),
      ("listing-8.1", 104_202), ("quiz", 2_712_913), ("bit-resnet152x4", 936_533_224),
      ("efficientnet-b0", 5_288_548), ("efficientnet-l2", 480_309_308),
      ("efficientnet-lite0", 4_652_008),
    ])
  func learned(name: String, count: Int) throws {
    #expect(try Model.named(name).graph.learnedCount == count)
  }

  @Test("running statistics are numbers of a node that are not learned")
  func statistics() throws {
    let graph = try Model.named("resnet18").graph
    let node = try #require(graph.nodes.first { $0.name == "bn1" })
    #expect(graph.parameterCount(of: node) == 256)
    #expect(graph.learnedCount(of: node) == 128)
  }

  // MobileNet's paper counts 4,866 with full convolutions: without the classifier.
  @Test(
    "a network costs as many multiply-adds as published, in millions",
    arguments: [
      ("mobilenet", 569), ("mobilenet-full", 4867), ("googlenet", 1583), ("squeezenet1.1", 349),
      ("resnet18", 1814), ("resnet50-torchvision", 4089), ("vgg16", 15_470),
    ])
  func multiplyAdds(name: String, millions: Int) throws {
    let model = try Model.named(name)
    let sum = try model.graph.summaries(for: model.inputShape).reduce(0) { $0 + $1.multiplyAdds }
    #expect((Double(sum) / 1e6).rounded() == Double(millions))
  }

  @Test("full convolutions in MobileNet would learn 29.3 million numbers")
  func fullConvolutions() throws {
    let count = try Model.named("mobilenet-full").graph.learnedCount
    #expect((Double(count) / 1e5).rounded() == 293)
  }

  @Test("Inception V2 learns 11.2 million numbers")
  func inceptionV2() throws {
    let count = try Model.named("inception-v2").graph.learnedCount
    #expect((Double(count) / 1e5).rounded() == 112)
  }
}
