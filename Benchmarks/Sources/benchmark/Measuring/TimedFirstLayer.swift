import BenchmarkCases
import Loops
import Networks
import Pixels

/// A first layer on a picture: what is timed, once its result was found right.
struct TimedFirstLayer {
  /// The case.
  let layer: FirstLayerCase

  /// Whether a pool follows.
  let pools: Bool

  private let layers: Session
  private let convolution: ConvolutionLayer
  private let input: Activation

  /// Compares some outputs of the convolution with a plain sum in `Double`.
  ///
  /// - Parameters:
  ///   - layer: The case.
  ///   - pools: Whether a pool follows.
  /// - Throws: `BenchmarkError.wrongResult`, `LayerError`.
  init(_ layer: FirstLayerCase, pools: Bool) throws {
    self.layer = layer
    self.pools = pools
    layers = try Session(GraphSlice(layer.graph(pools: pools)))
    convolution = try layer.convolution
    input = layer.input
    let output = try convolution.forward(input)
    for index in stride(from: 0, to: output.values.count, by: 97) {
      guard abs(sum(at: index, of: output.shape) - Double(output.values[index])) < 1e-4 else {
        throw BenchmarkError.wrongResult(layer.name)
      }
    }
  }

  /// Computes what all layers together give, once.
  ///
  /// - Throws: `LayerError`.
  func run() throws { try layers.run([Tensor(input)]) { _, _ in } }

  /// Computes the convolution alone, once.
  ///
  /// - Parameter variant: The build of the loops.
  /// - Throws: `LayerError`.
  func convolve(variant: Variant = .best) throws {
    _ = try convolution.forward(input, variant: variant)
  }

  /// Floating-point operations of the convolution, two a multiply-add.
  ///
  /// - Returns: Operations of one run.
  /// - Throws: `LayerError`.
  func operations() throws -> Double {
    2 * Double(try convolution.multiplyAdds(for: input.shape))
  }

  private func sum(at index: Int, of shape: Shape) -> Double {
    let (channel, place) = index.quotientAndRemainder(dividingBy: shape.height * shape.width)
    let (extent, size) = (layer.extent, layer.size)
    let area = extent * extent
    var sum = Double(convolution.bias?[channel] ?? 0)
    for tap in 0..<3 * area {
      let y = place / shape.width * layer.stride + tap % area / extent - layer.padding
      let x = place % shape.width * layer.stride + tap % extent - layer.padding
      guard y >= 0, y < size, x >= 0, x < size else { continue }
      let value = input.values[(tap / area * size + y) * size + x]
      sum += Double(convolution.weights[channel * 3 * area + tap]) * Double(value)
    }
    return sum
  }
}
