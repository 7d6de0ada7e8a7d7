/// How the responses of two banks to images are compared.
public struct ResponseSettings: Equatable, Sendable {
  /// Positions of an image that are sampled at most, 1 or more; fewer of very large filters.
  public var positionsPerImage: Int

  /// Patches that are kept for a filter, 0 or more.
  public var patchCount: Int

  /// What ridge regression adds to the diagonal, in parts of its mean, above 0.
  public var ridge: Double

  /// Samples that CKA needs for each filter of the larger bank, above 0.
  ///
  /// Independent responses of `p` and `q` filters score about `√(pq)` / samples.
  public var samplesPerFilter: Int

  /// Creates settings.
  ///
  /// - Parameters:
  ///   - positionsPerImage: Positions of an image that are sampled at most.
  ///   - patchCount: Patches that are kept for a filter.
  ///   - ridge: What ridge regression adds to the diagonal, in parts of its mean.
  ///   - samplesPerFilter: Samples that CKA needs for each filter of the larger bank.
  public init(
    positionsPerImage: Int = 2048, patchCount: Int = 9, ridge: Double = 1e-4,
    samplesPerFilter: Int = 10
  ) {
    precondition(positionsPerImage > 0 && patchCount >= 0, "counts are not negative")
    precondition(ridge > 0 && samplesPerFilter > 0, "without them nothing can be solved")
    self.positionsPerImage = positionsPerImage
    self.patchCount = patchCount
    self.ridge = ridge
    self.samplesPerFilter = samplesPerFilter
  }
}
