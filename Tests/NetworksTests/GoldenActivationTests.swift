import Networks
import Pixels
import Testing
import _TestSupport

/// Caffe's own activations of its reference network.
@Suite struct GoldenActivationTests {
  @Test(
    "CaffeNet's first two blocks give Caffe's activations",
    .enabled(if: SharedTensors.areThere, "the shared weights are not beside the checkout"))
  func caffeNet() throws {
    let weights = try SharedTensors("caffenet-bvlc-conv1-conv2.safetensors")
    let golden = try SharedTensors("caffenet-bvlc-golden-activations.safetensors")
    let layers = Graph(chain: [
      NamedLayer("conv1/linear", try convolution("conv1", weights, stride: 4)),
      NamedLayer("conv1", ReLU()),
      NamedLayer("pool1", try pool()),
      NamedLayer("norm1", try LocalResponseNormalisation()),
      NamedLayer(
        "conv2/linear", try convolution("conv2", weights, padding: 2, groups: 2)),
      NamedLayer("conv2", ReLU()),
      NamedLayer("pool2", try pool()),
      NamedLayer("norm2", try LocalResponseNormalisation()),
    ])
    var compared: [String] = []
    let values = layers.nodes.map { $0.outputs[0] }
    let session = try Session(GraphSlice(layers, wanted: values))
    try session.run([Tensor(try golden.activation("input"))]) { value, tensor in
      let (name, activation) = (layers.names[value], tensor.maps)
      guard golden.names.contains(name) else { return }
      let expected = try golden.activation(name)
      #expect(activation.shape == expected.shape)
      let distance = zip(activation.values, expected.values).map { abs($0 - $1) }.max() ?? .infinity
      #expect(distance <= (name == "conv1" ? 0.006 : 0.002), "\(name): \(distance)")
      compared.append(name)
    }
    #expect(compared == ["conv1", "pool1", "norm1", "conv2", "pool2", "norm2"])
  }

  private func pool() throws -> Pooling {
    try Pooling(.max, height: 3, width: 3, stride: Step(x: 2, y: 2), roundsUp: true)
  }

  private func convolution(
    _ name: String, _ tensors: SharedTensors, stride: Int = 1, padding: Int = 0, groups: Int = 1
  ) throws -> ConvolutionLayer {
    let weights = try tensors.activation("\(name).weight")
    return try ConvolutionLayer(
      weights: weights.values, outputChannels: weights.shape.batch,
      groupChannels: weights.shape.channels, kernelHeight: weights.shape.height,
      kernelWidth: weights.shape.width, bias: try tensors.activation("\(name).bias").values,
      stride: Step(x: stride, y: stride), padding: .all(padding), groups: groups)
  }
}
