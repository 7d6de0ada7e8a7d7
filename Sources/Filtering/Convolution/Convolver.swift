public import Kernels
public import Loops
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
    try runs(of: image, bank, range: range).map { $0.filtered(image, range: range) }
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
    let strip = ImageStrip(firstRow: 0, image)
    return try runs(of: image, bank, range: nil).map { run in
      run.activation(0..<run.size.height, of: strip)
    }
  }

  /// Says which plan and variant each kernel of a bank takes for an image, without filtering it.
  ///
  /// For example `integer (8-bit samples, 16-bit sums, 9 taps), avx512`.
  ///
  /// - Parameters:
  ///   - bank: The kernels.
  ///   - image: The image.
  ///   - range: How signed results become integers; nil for unrounded responses.
  /// - Returns: One line a kernel.
  /// - Throws: `FilteringError`.
  public func explanation(
    of bank: KernelBank, for image: Image, range: OutputRange?
  ) throws(FilteringError) -> [String] {
    try runs(of: image, bank, range: range).flatMap(\.explanation)
  }

  /// Prepares filters that take an image in strips.
  ///
  /// - Parameters:
  ///   - bank: The kernels.
  ///   - size: The size of the whole image.
  ///   - layout: What its samples mean.
  ///   - type: The type of its samples.
  ///   - range: How signed results become integers; nil for unrounded responses.
  /// - Returns: One filter a kernel, or one where the bank combines them.
  /// - Throws: `FilteringError`.
  public func stripFilters(
    of bank: KernelBank, size: ImageSize, layout: ChannelLayout, type: SampleType,
    range: OutputRange?
  ) throws(FilteringError) -> [StripFilter] {
    try runs(size, layout, type, bank, range: range).map { StripFilter($0, range: range) }
  }

  private func runs(
    of image: Image, _ bank: KernelBank, range: OutputRange?
  ) throws(FilteringError) -> [BankRun] {
    try runs(image.size, image.layout, image.samples.type, bank, range: range)
  }

  /// One run a result: all kernels of a combined bank together, or each alone.
  private func runs(
    _ size: ImageSize, _ layout: ChannelLayout, _ type: SampleType, _ bank: KernelBank,
    range: OutputRange?
  ) throws(FilteringError) -> [BankRun] {
    let kernels = settings.flip ? bank.kernels.map(\.flipped) : bank.kernels
    var bias = 0
    if let range, range.leavesIntegers(type), settings.rounding == .halfToEven {
      bias = range.bias(unit: type.unit)
    }
    var runs: [BankRun] = []
    for group in bank.combination == nil ? kernels.map({ [$0] }) : [kernels] {
      runs.append(
        try BankRun(
          imageSize: size, imageChannels: layout.colourCount, type: type, kernels: group,
          combination: bank.combination, bias: bias,
          isRounded: range?.needsExtremes == false && type == .uint8
            && settings.rounding == .halfToEven,
          convolver: self))
    }
    return runs
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
