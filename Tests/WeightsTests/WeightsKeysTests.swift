import Testing
import Weights

@Suite("Keys of layers")
struct WeightsKeysTests {
  @Test(
    "a layer is found under any naming",
    arguments: [
      ("conv1", ["conv1.weight", "conv1.bias"]), ("conv1", ["conv1/weights", "conv1/biases"]),
      ("conv1", ["conv1_w", "conv1_b"]), ("conv1", ["module.conv1.weight", "module.conv1.bias"]),
      ("conv1", ["features.0.weight", "features.0.bias"]),
      ("conv1", ["state_dict.module.features.0.weight", "state_dict.module.features.0.bias"]),
      ("conv1", ["features.module.0.weight", "features.module.0.bias"]),
      ("features.0", ["conv1.weight", "conv1.bias"]),
      ("features.0", ["module.features.0.weight", "module.features.0.bias"]),
      ("inception_3a/1x1", ["inception_3a/1x1.weight", "inception_3a/1x1.bias"]),
    ])
  func layers(layer: String, names: [String]) throws {
    let keys = try WeightsKeys(["other.weight"] + names).layer(layer)
    #expect([keys.weight, keys.bias] == names)
  }

  @Test("all layers of torchvision's AlexNet have Caffe's names")
  func alexNet() throws {
    let numbers = [
      "features.0", "features.3", "features.6", "features.8", "features.10", "classifier.1",
      "classifier.4", "classifier.6",
    ]
    let keys = WeightsKeys(numbers.flatMap { ["\($0).weight", "\($0).bias"] })
    let caffe = ["conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8"]
    #expect(try caffe.map { try keys.layer($0).weight } == numbers.map { "\($0).weight" })
    #expect(try keys.name(for: "conv5.bias") == "features.10.bias")
  }

  @Test("the numbers of another network are not taken for AlexNet's")
  func otherNetwork() throws {
    let keys = WeightsKeys(["features.0.weight", "features.2.weight", "features.3.weight"])
    #expect(try keys.layer("conv1").weight == "features.0.weight")
    #expect(throws: WeightsError.self) { try keys.layer("conv2") }
  }

  @Test("a single array is the weights of the layer it is named after")
  func plainName() throws {
    let keys = try WeightsKeys(["conv1"]).layer("conv1")
    #expect(keys.weight == "conv1")
    #expect(keys.bias == nil)
  }

  @Test("a name that is missing comes with the nearest one and with all there are")
  func missing() {
    let keys = WeightsKeys(["conv1.weight", "conv1.bias", "fc6.weight"])
    let layer = #expect(throws: WeightsError.self) { try keys.layer("conv2") }
    #expect(
      layer?.description
        == "there is no layer 'conv2'; did you mean 'conv1'? (the file has conv1, fc6)")
    let name = #expect(throws: WeightsError.self) { try keys.name(for: "conv1.wieght") }
    #expect(
      name?.description
        == "there is no tensor 'conv1.wieght'; did you mean 'conv1.weight'? "
        + "(the file has conv1.weight, conv1.bias, fc6.weight)")
  }
}
