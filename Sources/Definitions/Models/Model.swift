import Filtering
public import Networks
import Pixels

/// A published network, as far as it can be computed.
public struct Model: Sendable {
  /// The name by which it is asked for.
  public let name: String

  /// How images become its input.
  public let input: InputStage

  /// Its layers, first to last, without learned numbers.
  let layers: [ModelLayer]

  /// The names of its layers, first to last.
  public var layerNames: [String] { layers.map(\.name) }
}

/// A layer of a network without what it has learned.
struct ModelLayer: Sendable {
  let name: String
  let kind: Kind

  enum Kind: Sendable {
    /// Weights and a bias under the layer's name.
    case convolution(ModelConvolution)

    /// Nothing is learned.
    case fixed(@Sendable () throws(LayerError) -> any Layer)
  }

  init(_ name: String, _ convolution: ModelConvolution) {
    self.name = name
    kind = .convolution(convolution)
  }

  init(_ name: String, _ layer: @escaping @Sendable () throws(LayerError) -> any Layer) {
    self.name = name
    kind = .fixed(layer)
  }
}

/// A convolution without its weights.
struct ModelConvolution: Sendable {
  /// The shape of the weights: maps out, maps in of a group, rows, columns.
  let shape: [Int]
  var stride = Step.one
  var padding = 0
  var groups = 1

  /// Makes the layer.
  func layer(weights: [Float], bias: [Float]?) throws(LayerError) -> ConvolutionLayer {
    try ConvolutionLayer(
      weights: weights, outputChannels: shape[0], groupChannels: shape[1], kernelHeight: shape[2],
      kernelWidth: shape[3], bias: bias, stride: stride, padding: .all(padding), groups: groups)
  }
}
