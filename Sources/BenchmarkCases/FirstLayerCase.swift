public import Networks
public import Pixels

/// A first layer that the benchmark times and that tests check: kernels on three channels, ReLU, and
/// a pool.
public struct FirstLayerCase: Sendable {
  /// What is printed.
  public let name: String

  /// Kernels.
  public let channels: Int

  /// Rows and columns of a kernel.
  public let extent: Int

  /// Pixels from window to window.
  public let stride: Int

  /// Zeros on each side.
  public let padding: Int

  /// Rows and columns of the input.
  public let size: Int

  /// AlexNet as Caffe has it, and as torchvision does.
  public static let all = [
    FirstLayerCase(
      name: "caffe 96@11x11/4 on 227", channels: 96, extent: 11, stride: 4, padding: 0, size: 227),
    FirstLayerCase(
      name: "torchvision 64@11x11/4 pad 2 on 224", channels: 64, extent: 11, stride: 4, padding: 2,
      size: 224),
  ]

  /// A picture of noise.
  public var input: Activation {
    Noise.activation(Shape(channels: 3, height: size, width: size), seed: 3)
  }

  /// Weights of noise, in the order of kernels, channels, rows and columns.
  public var weights: [Float] {
    Noise.activation(
      Shape(batch: channels, channels: 3, height: extent, width: extent), seed: 1
    ).values
  }

  /// Biases of noise.
  public var bias: [Float] {
    Noise.activation(Shape(channels: channels, height: 1, width: 1), seed: 2).values
  }

  /// The layers `conv1`, `relu1` and, where it pools, `pool1`: the largest of 3x3, two apart.
  ///
  /// - Parameter pools: Whether a pool follows.
  /// - Returns: The layers in their order.
  /// - Throws: `LayerError`.
  public func graph(pools: Bool) throws(LayerError) -> Graph {
    var steps: [NamedLayer] = [
      NamedLayer("conv1", try convolution), NamedLayer("relu1", ReLU()),
    ]
    if pools {
      steps.append(
        NamedLayer("pool1", try Pooling(.max, height: 3, width: 3, stride: Step(x: 2, y: 2))))
    }
    return Graph(chain: steps)
  }

  /// The convolution alone.
  public var convolution: ConvolutionLayer {
    get throws(LayerError) {
      try ConvolutionLayer(
        weights: weights, outputChannels: channels, groupChannels: 3, kernelHeight: extent,
        kernelWidth: extent, bias: bias, stride: Step(x: stride, y: stride),
        padding: .all(padding))
    }
  }
}
