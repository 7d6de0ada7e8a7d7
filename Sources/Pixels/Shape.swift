/// The extents of an activation: batch, channels, height, width.
public struct Shape: Hashable, Sendable {
  /// Images computed together, 1 or more.
  public let batch: Int

  /// Feature maps of one image.
  public let channels: Int

  /// Rows of a feature map.
  public let height: Int

  /// Columns of a feature map.
  public let width: Int

  /// Creates a shape.
  ///
  /// - Parameters:
  ///   - batch: Images computed together.
  ///   - channels: Feature maps of one image.
  ///   - height: Rows of a feature map.
  ///   - width: Columns of a feature map.
  public init(batch: Int = 1, channels: Int, height: Int, width: Int) {
    precondition(
      batch >= 0 && channels >= 0 && height >= 0 && width >= 0, "extents are not negative")
    self.batch = batch
    self.channels = channels
    self.height = height
    self.width = width
  }

  /// How many values there are, or nil where the product does not fit an `Int`.
  public var count: Int? {
    var product = 1
    for extent in [batch, channels, height, width] {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      if overflow { return nil }
      product = next
    }
    return product
  }
}

extension Shape: CustomStringConvertible {
  /// `CxHxW`, preceded by the batch where that is not 1.
  public var description: String {
    (batch == 1 ? "" : "\(batch)x") + "\(channels)x\(height)x\(width)"
  }
}
