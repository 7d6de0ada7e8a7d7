import Comparison
import Networks
import Pixels
import _TestSupport

/// Layers whose shares and alignments are known.
enum DepthReference {
  /// A filter that passes one of three channels.
  static func channel(_ index: Int) -> Filter {
    Filter(
      name: "\(index)", channels: 3, height: 1, width: 1,
      weights: (0..<3).map { $0 == index ? 1 : 0 })
  }

  /// Normal noise.
  static func noise(channels: Int, side: Int, seed: UInt64) -> Activation {
    var generator = SeededGenerator(seed: seed)
    let shape = Shape(channels: channels, height: side, width: side)
    return Activation(
      shape: shape, values: (0..<channels * side * side).map { _ in Float(generator.normal()) })
  }

  /// A convolution and what its units see.
  static func layer(
    _ weights: [Float], channels: Int, side: Int, stride: Int = 1, padding: Int = 0,
    on input: Shape
  ) throws -> (layer: ConvolutionLayer, field: ReceptiveField) {
    let layer = try ConvolutionLayer(
      weights: weights, outputChannels: weights.count / (channels * side * side),
      groupChannels: channels, kernelHeight: side, kernelWidth: side,
      stride: Step(x: stride, y: stride), padding: .all(padding))
    let summary = try Graph(chain: [NamedLayer("layer", layer)]).summaries(for: input)
    return (layer, summary[0].receptiveField)
  }
}
