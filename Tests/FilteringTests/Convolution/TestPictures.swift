import Filtering
import Kernels
import Pixels

extension Image {
  /// A grey picture of so many columns.
  static func grey(_ width: Int, _ samples: [UInt8]) -> Image {
    picture(width, .grey, .uint8(samples))
  }

  /// A picture of so many columns; its samples tell its height.
  static func picture(_ width: Int, _ layout: ChannelLayout, _ samples: Samples) -> Image {
    Image(
      size: ImageSize(width: width, height: samples.count / (width * layout.channelCount)),
      layout: layout, samples: samples)
  }
}

extension Kernel {
  /// A kernel of one row.
  static func row(
    _ weights: [Float], scale: Fraction = .one, offset: Fraction = .zero
  ) -> Kernel {
    Kernel(height: 1, width: weights.count, weights: weights, scale: scale, offset: offset)
  }
}

extension Convolver {
  /// The pictures of kernels that are applied one by one, or combined.
  func pictures(
    _ image: Image, _ kernels: [Kernel], _ combination: Combination? = nil,
    range: OutputRange = .clamp
  ) throws(FilteringError) -> [FilteredImage] {
    try filter(
      image, with: KernelBank(name: "k", kernels: kernels, combination: combination), range: range)
  }

  /// The picture of one kernel.
  func picture(
    _ image: Image, _ kernel: Kernel, range: OutputRange = .clamp
  ) throws(FilteringError) -> Image {
    try pictures(image, [kernel], range: range)[0].image
  }
}
