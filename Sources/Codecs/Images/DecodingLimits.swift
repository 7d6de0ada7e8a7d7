import Pixels

/// What a file may ask for before it is decoded.
public struct DecodingLimits: Hashable, Sendable {
  /// Width times height at most.
  public let maxPixels: Int

  /// Creates limits.
  ///
  /// - Parameter maxPixels: Width times height at most, 0 or more. The default, 2^28 pixels
  ///   (16384x16384), needs 2 GiB for 16-bit samples with alpha.
  public init(maxPixels: Int = 268_435_456) {
    precondition(maxPixels >= 0, "a limit is not negative")
    self.maxPixels = maxPixels
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
