import Comparing
import Comparison
import Definitions
import Files
import Networks
import Pixels
import Testing
import Weights
import _TestSupport

/// The filters of a file that are compared.
@Suite struct LearnedBankTests {
  @Test("a file of blue, green and red gives filters of red, green and blue")
  func reversed() throws {
    let tensors = [
      Tensor(name: "conv1.weight", shape: [2, 3, 1, 2], values: (0..<12).map { Float($0) }),
      Tensor(name: "conv1.bias", shape: [2], values: [5, 6]),
    ]
    let weights = try file(tensors, StatedFilters(order: .bgr))
    let bank = try bank(weights.weights)
    #expect(bank.layer == "conv1")
    #expect(bank.shape == [2, 3, 1, 2])
    #expect(bank.bias == [5, 6])
    #expect(bank.filters.map(\.name) == ["0", "1"])
    #expect(bank.filters.map(\.weights) == [[4, 5, 2, 3, 0, 1], [10, 11, 8, 9, 6, 7]])
    let same = try file(tensors, StatedFilters(layer: "conv1", order: .rgb))
    let plain = try self.bank(same.weights)
    #expect(plain.filters.map(\.weights) == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]])
  }

  @Test("the first layer that sees pictures is taken, whatever comes before it in the file")
  func first() throws {
    let weights = try file([
      Tensor(name: "a.weight", shape: [2, 2, 1, 1], values: [0, 0, 0, 0]),
      Tensor(name: "b.weight", shape: [1, 1, 2, 2], values: [1, 2, 3, 4]),
    ])
    let bank = try bank(weights.weights)
    #expect(bank.layer == "b")
    #expect(bank.bias == nil)
    #expect(bank.filters[0].channels == 1)
  }

  @Test("a layer with other channels is refused with the layers that fit")
  func unsuitable() throws {
    let weights = try file(
      [
        Tensor(name: "conv1.weight", shape: [1, 3, 1, 2], values: [0, 0, 0, 0, 0, 0]),
        Tensor(name: "conv2.weight", shape: [1, 2, 1, 1], values: [0, 0]),
      ], StatedFilters(layer: "conv2"))
    let expected = DefinitionError.model(
      .unsuitableLayer(
        weights.weights.path, layer: "conv2", shape: [1, 2, 1, 1], suitable: ["conv1"]))
    #expect(throws: expected) {
      try bank(weights.weights)
    }
    #expect("\(expected)".hasSuffix("filters on 1 or 3 channels are compared: conv1 has them"))
  }

  @Test("a file without filters on pictures is refused")
  func none() throws {
    let weights = try file([Tensor(name: "fc.weight", shape: [1, 2], values: [0, 0])])
    #expect(throws: DefinitionError.model(.noImageFilters(weights.weights.path))) {
      try bank(weights.weights)
    }
  }

  @Test("a bias of another length is refused")
  func bias() throws {
    let weights = try file([
      Tensor(name: "conv1.weight", shape: [2, 1, 1, 1], values: [0, 0]),
      Tensor(name: "conv1.bias", shape: [3], values: [0, 0, 0]),
    ])
    #expect(
      throws: DefinitionError.model(
        .layer(
          weights.weights.path, name: "conv1",
          .parameterCount(parameter: "bias", expected: 2, found: 3)))
    ) { try bank(weights.weights) }
  }

  private func bank(_ weights: ModelWeights) throws -> LearnedBank {
    try LearnedBank(try LearnedBank.choice(in: weights), in: weights)
  }
}

/// What a file says about the step and the mean of its first layer.
@Suite struct StatedGeometryTests {
  @Test("a mean is brought to the order red, green, blue")
  func mean() {
    let stated = StatedGeometry(["mean_bgr": "1,2,3.5"], order: .bgr)
    #expect(stated.mean == [3.5, 2, 1])
    #expect(StatedGeometry(["mean_rgb": "1,2,3.5"], order: .bgr).mean == [1, 2, 3.5])
    #expect(StatedGeometry(["mean": "1,2,3.5"], order: .bgr).mean == [3.5, 2, 1])
    #expect(StatedGeometry(["mean": "1,2,3.5"], order: .rgb).mean == [1, 2, 3.5])
    #expect(StatedGeometry(["mean": "120"], order: .bgr).mean == [120])
  }

  @Test("stride, padding and a square input are read")
  func numbers() {
    let stated = StatedGeometry(
      ["stride": "4", "padding": "0", "input": "227x227"], order: .rgb)
    #expect(stated.stride == 4)
    #expect(stated.padding == 0)
    #expect(stated.side == 227)
  }

  @Test(
    "what cannot be read counts as not said",
    arguments: [
      ["stride": "0"], ["stride": "two"], ["padding": "-1"], ["input": "227x200"],
      ["input": "0x0"], ["input": "227"], ["mean_bgr": "1,2"], ["mean": "a,b,c"],
      ["mean_rgb": "1,2,inf"],
    ] as [WeightsMetadata])
  func nonsense(metadata: WeightsMetadata) {
    #expect(
      StatedGeometry(metadata, order: .rgb) == StatedGeometry([:], order: .rgb))
  }
}

/// A file of tensors in a folder that lives as long as it is needed.
private func file(
  _ tensors: [Weights.Tensor], _ stated: StatedFilters = StatedFilters()
) throws -> (folder: TemporaryFolder, weights: ModelWeights) {
  let folder = try TemporaryFolder()
  try File.write(try SafetensorsWriter.encode(tensors), to: folder("w.safetensors"))
  return (folder, try ModelWeights(folder("w.safetensors"), stated: stated))
}
