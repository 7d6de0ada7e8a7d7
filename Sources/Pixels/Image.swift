/// A picture: interleaved samples, row by row from the top left.
///
/// Sample `c` of the pixel in column `x` and row `y` stands at `(y * width + x) * channels + c`.
/// Values are encoded (not linear-light) unless a conversion says otherwise.
public struct Image: Equatable, Sendable {
  /// Width and height in pixels.
  public let size: ImageSize

  /// What the samples of a pixel mean.
  public let layout: ChannelLayout

  /// The samples, `width * height * channels` of them.
  public let samples: Samples

  /// Creates an image.
  ///
  /// - Parameters:
  ///   - size: Width and height in pixels.
  ///   - layout: What the samples of a pixel mean.
  ///   - samples: Interleaved samples; their count must be `width * height * channels`.
  public init(size: ImageSize, layout: ChannelLayout, samples: Samples) {
    precondition(
      samples.count == size.width * size.height * layout.channelCount,
      "an image needs width * height * channels samples")
    self.size = size
    self.layout = layout
    self.samples = samples
  }

  /// Columns.
  public var width: Int { size.width }

  /// Rows.
  public var height: Int { size.height }

  /// Samples a pixel, alpha included.
  public var channels: Int { layout.channelCount }
}
