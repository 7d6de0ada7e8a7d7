/// What is carried over from an input file to its outputs besides the samples.
public struct ImageMetadata: Hashable, Sendable {
  /// The ICC profile that gives the samples their colours, or nil.
  public let iccProfile: [UInt8]?

  /// Pixels a unit of length, or nil.
  public let resolution: Resolution?

  /// Creates metadata.
  ///
  /// - Parameters:
  ///   - iccProfile: The ICC profile, or nil.
  ///   - resolution: Pixels a unit of length, or nil.
  public init(iccProfile: [UInt8]? = nil, resolution: Resolution? = nil) {
    self.iccProfile = iccProfile
    self.resolution = resolution
  }
}
