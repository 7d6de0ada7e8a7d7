public import Pixels

/// What the header of a file says about its picture.
public struct ImageHeader: Hashable, Sendable {
  /// The format of the file.
  public let format: ImageFormat

  /// Width and height in pixels as stored, before the orientation is applied.
  public let size: ImageSize

  /// The layout of the decoded samples.
  public let layout: ChannelLayout

  /// The type of the decoded samples: 8 or 16 bits.
  public let sampleType: SampleType

  /// Whether all rows must be decoded at once, because they do not stand one after the other.
  public var isInterlaced = false

  /// Bytes that the decoder keeps until the last row, beside rows: the coefficients of a
  /// progressive JPEG.
  public var decoderBytes = 0
}
