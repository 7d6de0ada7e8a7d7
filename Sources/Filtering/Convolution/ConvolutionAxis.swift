/// The positions of a kernel along one axis of an image.
///
/// Output `o` reads the samples at `o * stride - before + i * dilation` for the weights
/// `i = 0..<weights`. Sizes follow `floor((n + padding - dilation * (k - 1) - 1) / stride) + 1`.
struct ConvolutionAxis: Equatable {
  /// Samples of the image along the axis.
  let count: Int

  /// Samples from the first to the last under the kernel, both included.
  let extent: Int

  /// Samples read before the image by output 0.
  let before: Int

  /// Samples between outputs.
  let stride: Int

  /// Samples between neighbouring weights.
  let dilation: Int

  /// Outputs; 0 where nothing fits.
  let outputs: Int

  /// Positions one sample apart from the first output to the last.
  var denseOutputs: Int { outputs == 0 ? 0 : (outputs - 1) * stride + 1 }

  /// Rows that are taken one by one, each at its own position.
  static let singleRows = ConvolutionAxis(
    count: 1, weights: 1, anchor: 0, stride: 1, dilation: 1, size: .valid)

  /// Works out the positions along one axis.
  ///
  /// - Parameters:
  ///   - count: Samples of the image, 0 or more.
  ///   - weights: Weights of the kernel, 1 or more.
  ///   - anchor: The weight over the output's own position.
  ///   - stride: Samples between outputs.
  ///   - dilation: Samples between neighbouring weights.
  ///   - size: Which positions give an output.
  init(count: Int, weights: Int, anchor: Int, stride: Int, dilation: Int, size: OutputSize) {
    self.count = count
    self.stride = stride
    self.dilation = dilation
    extent = (weights - 1) * dilation + 1
    let padding: Int
    switch size {
    case .same:
      before = anchor * dilation
      padding = extent - 1
    case .valid:
      before = 0
      padding = 0
    case .full:
      before = extent - 1
      padding = 2 * (extent - 1)
    }
    let room = count + padding - extent
    outputs = count == 0 || room < 0 ? 0 : room / stride + 1
  }
}
