/// What the interleaved samples of one pixel mean, in order.
public enum ChannelLayout: Hashable, Sendable, CaseIterable {
  /// One grey sample.
  case grey

  /// Grey, then alpha (0 is transparent; colour is not premultiplied).
  case greyAlpha

  /// Red, green, blue.
  case rgb

  /// Red, green, blue, then alpha (0 is transparent; colour is not premultiplied).
  case rgba

  /// Samples a pixel: 1 to 4.
  public var channelCount: Int { colourCount + (hasAlpha ? 1 : 0) }

  /// Samples a pixel without alpha: 1 or 3.
  public var colourCount: Int {
    switch self {
    case .grey, .greyAlpha: 1
    case .rgb, .rgba: 3
    }
  }

  /// Whether the last sample of a pixel is its alpha.
  public var hasAlpha: Bool { self == .greyAlpha || self == .rgba }

  /// The same colours without alpha.
  public var withoutAlpha: ChannelLayout { colourCount == 1 ? .grey : .rgb }

  /// The same colours with alpha.
  public var withAlpha: ChannelLayout { colourCount == 1 ? .greyAlpha : .rgba }
}
