package import Pixels

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

  /// Tells whether a size is within the limits; a product that overflows is not.
  ///
  /// - Parameter size: Width and height of a picture.
  /// - Returns: Whether it may be decoded.
  package func allow(_ size: ImageSize) -> Bool {
    guard let count = size.pixelCount else { return false }
    return count <= maxPixels
  }
}
