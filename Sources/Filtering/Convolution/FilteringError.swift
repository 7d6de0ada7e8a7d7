public import Pixels

/// Why an image cannot be filtered with a kernel.
public enum FilteringError: Error, Equatable, Sendable {
  /// A multichannel kernel meets an image with another number of colour channels.
  case channelMismatch(kernel: Int, image: Int)

  /// The kernel is larger than the image, so that size `valid` leaves nothing.
  case kernelLargerThanImage(kernel: ImageSize, image: ImageSize)

  /// The output would have more samples than can be counted.
  case outputTooLarge(ImageSize)

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
      "the kernel has \(kernel) channels, the image \(image): use a kernel with one matrix, or \(image)"
    case .kernelLargerThanImage(let kernel, let image):
      "the kernel covers \(kernel) pixels, the image has only \(image): size 'valid' leaves nothing"
    case .outputTooLarge(let size):
      "the output of \(size) pixels is too large"
    case .variantUnavailable(let variant):
      "this processor cannot run the variant '\(variant.rawValue)'"
    case .planDoesNotApply(let plan):
      "the plan '\(plan.rawValue)' does not apply to this kernel and image"
    }
  }
}
