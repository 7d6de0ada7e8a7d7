import Pixels

/// What a file may ask for before it is decoded, and how closely it is looked at.
public struct DecodingLimits: Hashable, Sendable {
  /// Width times height at most.
  public let maxPixels: Int

  /// Scans of a JPEG at most, each of which goes over the whole picture.
  public let maxScans: Int

  /// Whether a file that is not by the book is refused where its pixels are sound.
  public let isStrict: Bool

  /// Seconds that one file may take with all that is done with it; nil for no limit.
  public let timeout: Double?

  /// Scans that are enough for the files of all encoders, which write about ten.
  public static let usualScans = 100

  /// Creates limits.
  ///
  /// - Parameters:
  ///   - maxPixels: Width times height at most, 0 or more. The default, 2^28 pixels (16384x16384),
  ///     needs 2 GiB for 16-bit samples with alpha.
  ///   - isStrict: Whether a file that is not by the book is refused where its pixels are sound.
  ///   - timeout: Seconds that one file may take, more than 0; nil for no limit.
  ///   - maxScans: Scans of a JPEG at most, 1 or more.
  public init(
    maxPixels: Int = 268_435_456, isStrict: Bool = false, timeout: Double? = nil,
    maxScans: Int = usualScans
  ) {
    precondition(maxPixels >= 0 && timeout ?? 1 > 0 && maxScans > 0, "a limit is not negative")
    self.maxScans = maxScans
    self.maxPixels = maxPixels
    self.isStrict = isStrict
    self.timeout = timeout
  }

  /// Refuses a picture that is larger than the limits allow.
  ///
  /// - Parameter header: What a file says about its picture.
  /// - Throws: `CodecError.tooManyPixels`, where width times height overflows too.
  public func check(_ header: ImageHeader) throws(CodecError) {
    if let count = header.size.pixelCount, count <= maxPixels { return }
    throw .tooManyPixels(header.size, limit: maxPixels)
  }
}
