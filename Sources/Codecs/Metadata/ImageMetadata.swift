/// What is carried over from an input file to its outputs besides the samples.
public struct ImageMetadata: Hashable, Sendable {
  /// The ICC profile that gives the samples their colours, or nil.
  public let iccProfile: [UInt8]?

  /// Pixels a unit of length, or nil.
  public let resolution: Resolution?

  /// What a PNG says about its colours beside the profile, in the order of the file.
  public let colourChunks: [ColourChunk]

  /// Creates metadata.
  ///
  /// - Parameters:
  ///   - iccProfile: The ICC profile, or nil.
  ///   - resolution: Pixels a unit of length, or nil.
  ///   - colourChunks: What a PNG says about its colours beside the profile; only PNG holds it.
  public init(
    iccProfile: [UInt8]? = nil, resolution: Resolution? = nil, colourChunks: [ColourChunk] = []
  ) {
    self.iccProfile = iccProfile
    self.resolution = resolution
    self.colourChunks = colourChunks
  }
}
