public import Pixels

/// Filters images with kernels.
public struct Convolver: Sendable {
  /// How kernels walk over images.
  public let settings: ConvolutionSettings

  /// The build of the row loops that runs.
  public let variant: Variant

  /// The plan to use in place of the first that applies.
  public let plan: Plan?

  /// Creates a convolver.
  ///
  /// - Parameters:
  ///   - settings: How kernels walk over images.
  ///   - variant: The build of the row loops; without one the fastest that the processor can run.
  ///   - plan: The plan to force; without one the first that applies.
  /// - Throws: `variantUnavailable`.
  public init(
    settings: ConvolutionSettings = ConvolutionSettings(), variant: Variant? = nil,
    plan: Plan? = nil
  ) throws(FilteringError) {
    if let variant, !variant.isAvailable { throw .variantUnavailable(variant) }
    self.settings = settings
    self.variant = variant ?? .best
    self.plan = plan
  }

  /// Filters an image to pictures of the same sample type, one a kernel or one a combined bank.
  ///
  /// Alpha is copied from the pixel under the anchor. `Float` images stay unrounded, and unclamped
  /// with `clamp`.
  ///
  /// - Parameters:
  ///   - image: Any image.
  ///   - bank: The kernels.
  ///   - range: How signed results become integers.
  /// - Returns: One result a kernel, or one where the bank combines them.
  /// - Throws: `FilteringError`.
  /// - Complexity: O(output samples * non-zero weights).
  public func filter(
    _ image: Image, with bank: KernelBank, range: OutputRange
  ) throws(FilteringError) -> [FilteredImage] {
    []
  }

  /// Filters an image to signed, unrounded values without alpha.
  ///
  /// - Parameters:
  ///   - image: Any image.
  ///   - bank: The kernels.
  /// - Returns: One activation (1×C×H×W) a kernel, or one where the bank combines them.
  /// - Throws: `FilteringError`.
  /// - Complexity: O(output samples * non-zero weights).
  public func responses(
    of image: Image, to bank: KernelBank
  ) throws(FilteringError) -> [Activation] {
    []
  }

  /// Says which plan each kernel of a bank would take for such images, for example
  /// `integer (8-bit samples, 16-bit sums, 9 taps), avx512`.
  ///
  /// - Parameters:
  ///   - bank: The kernels.
  ///   - layout: What a pixel of the images holds.
  ///   - type: The samples of the images.
  /// - Returns: One line a kernel.
  /// - Throws: `FilteringError`.
  public func explanation(
    of bank: KernelBank, layout: ChannelLayout, type: SampleType
  ) throws(FilteringError) -> [String] {
    []
  }
}

/// A filtered picture and the mapping that made it.
public struct FilteredImage: Equatable, Sendable {
  /// The picture.
  public let image: Image

  /// The result that became black (0), in sample units of the image.
  public let black: Float

  /// The result that became white (255 or 65535), in sample units of the image.
  public let white: Float
}
