import Codecs
import Definitions
import Files
import Networks
import Pixels
import Testing
import Weights
import _TestSupport

/// Published networks; expected numbers were computed by straight loops over the blobs.
@Suite(
  .enabled(
    if: FileKind(of: SharedData.path("weights/caffe")) == .directory,
    "the folder 'shared' beside the checkout is absent"))
struct PublishedCaffeTests {
  /// `7 * i mod 256`, less a number and times another.
  private static func pattern(_ shape: [Int], less mean: Float, times scale: Float)
    -> Networks.Tensor
  {
    let values = (0..<shape.reduce(1, *)).map { (Float($0 * 7 % 256) - mean) * scale }
    return Networks.Tensor(shape: shape, values: values)
  }

  private static func network(_ name: String) throws(DefinitionError) -> NetworkFile {
    try NetworkFile(SharedData.path("weights/\(name)"))
  }

  private static func expect(_ found: Networks.Tensor, _ expected: [Float], within tolerance: Float)
  {
    #expect(found.floats.count == expected.count)
    for (found, expected) in zip(found.floats, expected) {
      #expect(abs(found - expected) <= tolerance, "\(found) instead of \(expected)")
    }
  }

  @Test("LeNet finds the weights that are its snapshot, and gives its ten numbers")
  func leNet() throws {
    let network = try Self.network("caffe/lenet.prototxt")
    #expect(network.weights?.lastComponent.display == "lenet_iter_10000.caffemodel")
    #expect(try network.pictures == (1, 28, 28))
    #expect(
      network.values.map { network.graph.names[$0] } == [
        "conv1", "pool1", "conv2", "pool2", "ip1", "relu1", "ip2",
      ])
    let input = Self.pattern([1, 1, 28, 28], less: 0, times: 1 / 256)
    Self.expect(
      try network.value("ip2", of: input),
      [
        -1.5673138, -2.9469155, 2.3837231, 3.3125631, -1.8581018, -0.4047392, -2.7300731,
        -3.7139511, 5.9559165, 0.7798191,
      ], within: 1e-5)
  }

  @Test("cifar10_quick, with its ceil-mode pooling, gives its ten shares")
  func cifar() throws {
    let network = try Self.network("caffe/cifar10_quick.prototxt")
    let input = Self.pattern([1, 3, 32, 32], less: 120, times: 1)
    Self.expect(
      try network.value("prob", of: input),
      [0.9541534, 0.0005804, 0.0000094, 0, 0.0176745, 0, 0, 0.0260016, 0.0014626, 0.0001182],
      within: 1e-6)
  }

  @Test("cifar10_quick knows a picture of each of its classes")
  func classes() throws {
    let network = try Self.network("caffe/cifar10_quick.prototxt")
    let file = try MappedFile(SharedData.path("weights/caffe/cifar10_mean.binaryproto"))
    let mean = try WeightsReader.open(file, name: "mean.binaryproto").tensor(named: "mean")
    let shape = Shape(channels: 3, height: 32, width: 32)
    let stage = InputStage(mean: .image(Activation(shape: shape, values: mean.values)))
    let names = [
      "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]
    for (number, name) in names.enumerated() {
      let path = SharedData.path("images/cifar10/\(name)_0000.jpg")
      let image = try ImageDecoder.decode(try File.read(path, limit: 1 << 20)).image
      let input = Networks.Tensor(try stage.activation(of: image))
      let shares = try network.value("prob", of: input).floats
      #expect(shares.firstIndex(of: shares.max() ?? 0) == number, "\(name): \(shares)")
    }
  }

  @Test("the two forms of a face detector agree")
  func forms() throws {
    let caffe = try Self.network("nets/slim-320/slim-320.prototxt")
    let onnx = try Self.network(
      "nets/slim-320/version-slim-320_without_postprocessing.onnx")
    // A quarter of the size that the files state, which is as good and sooner done.
    let input = Self.pattern([1, 3, 120, 160], less: 127, times: 1 / 128)
    for name in ["boxes", "scores"] {
      let (first, second) = (
        try caffe.value(name, of: input), try onnx.value(name, of: input)
      )
      #expect(first.shape == second.shape)
      Self.expect(first, second.floats, within: 1e-4)
    }
  }
}
