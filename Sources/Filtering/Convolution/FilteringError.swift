import Kernels
public import Loops
public import Pixels

/// Why an image cannot be filtered with a kernel.
public enum FilteringError: Error, Equatable, Sendable {
  /// A multichannel kernel meets an image with another number of colour channels.
  case channelMismatch(kernel: Int, image: Int)

  /// The kernel is larger than the image, so that size `valid` leaves nothing.
  case kernelLargerThanImage(kernel: ImageSize, image: ImageSize)

  /// The dilation spreads the kernel over more samples than can be counted.
  case dilationTooLarge(Step)

  /// The output would have more samples than can be counted.
  case outputTooLarge(ImageSize)

  /// The kernels of a combined bank give outputs of different sizes.
  case unequalOutputs(ImageSize, ImageSize)

  /// The processor cannot run the variant.
  case variantUnavailable(Variant)

  /// The plan does not apply to the kernel and the image.
  case planDoesNotApply(Plan)
}

extension FilteringError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .channelMismatch(let kernel, let image):
      "the kernel has \(kernel) channels, the image \(image): use a kernel of one matrix"
        + (image == 1 ? "" : ", or of \(image)")
    case .kernelLargerThanImage(let kernel, let image):
      "the kernel covers \(kernel) pixels, the image has only \(image): "
        + "size 'valid' leaves nothing, use 'same' or 'full'"
    case .dilationTooLarge(let dilation):
      "a dilation of \(dilation.x)x\(dilation.y) spreads the kernel too far"
    case .outputTooLarge(let size):
      "the output of \(size) pixels is too large"
    case .unequalOutputs(let first, let second):
      "the kernels of the bank give \(first) and \(second) pixels, which cannot be combined: "
        + "use size 'same'"
    case .variantUnavailable(let variant):
      "this processor cannot run the variant '\(variant.rawValue)'; it can run "
        + Variant.available.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    case .planDoesNotApply(let plan):
      "the plan '\(plan.rawValue)' does not apply to this kernel and these samples"
    }
  }
}
