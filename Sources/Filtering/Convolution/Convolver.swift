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
  /// Integer results are rounded half to even, then clamped. Alpha is copied from the pixel under
  /// the anchor. The results of `float32` images are mapped by the range but neither rounded nor
  /// clamped.
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
    let colours = image.withoutAlpha
    var results: [FilteredImage] = []
    for group in groups(bank) {
      let run = try BankRun(
        image: colours, kernels: group.kernels, combination: group.combination, range: range,
        convolver: self)
      results.append(run.filtered(alphaOf: image))
    }
    return results
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
    let colours = image.withoutAlpha
    var results: [Activation] = []
    for group in groups(bank) {
      let run = try BankRun(
        image: colours, kernels: group.kernels, combination: group.combination, range: .minmax,
        convolver: self)
      results.append(run.activation())
    }
    return results
  }

  /// Says which plan and variant each kernel of a bank would take for such images.
  ///
  /// For example `integer (8-bit samples, 16-bit sums, 9 taps), avx512`.
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
    var lines: [String] = []
    for kernel in bank.kernels {
      guard kernel.channels == 1 || kernel.channels == layout.colourCount else {
        throw .channelMismatch(kernel: kernel.channels, image: layout.colourCount)
      }
      let chosen = try ChosenPlan(kernel, type: type, bias: 0, forced: plan)
      lines.append("\(chosen.explanation(kernel, type: type)), \(variant.rawValue)")
    }
    return lines
  }

  /// The kernels that make one result each time: all of a combined bank, or each alone.
  private func groups(
    _ bank: KernelBank
  ) -> [(kernels: [Kernel], combination: Combination?)] {
    let kernels = settings.flip ? bank.kernels.map(\.flipped) : bank.kernels
    if let combination = bank.combination { return [(kernels, combination)] }
    return kernels.map { ([$0], nil) }
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
