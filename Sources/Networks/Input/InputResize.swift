public import Pixels

/// The size that a picture is brought to, and how.
public struct InputResize: Hashable, Sendable {
  /// The size that a picture is brought to.
  public enum Target: Hashable, Sendable {
    /// This size; the proportions of the picture may change.
    case exact(ImageSize)

    /// The shorter side gets this length; the longer one follows in proportion, rounded down as by
    /// torchvision.
    case shorterSide(Int)
  }

  /// The size that a picture is brought to.
  public var target: Target

  /// The curve that weighs the pixels around a place.
  public var filter: ResizeFilter

  /// Whether the curve is widened by the factor that the picture shrinks by.
  ///
  /// With it every pixel counts, as in Pillow. Without it only the pixels next to a place do: for
  /// `bilinear` that is OpenCV's linear resize, and so Caffe's. Enlarging is the same either way.
  public var antialias: Bool

  /// Creates the description of a resize.
  ///
  /// - Parameters:
  ///   - target: The size that a picture is brought to.
  ///   - filter: The curve that weighs the pixels around a place.
  ///   - antialias: Whether the curve is widened by the factor that the picture shrinks by.
  public init(_ target: Target, filter: ResizeFilter = .bilinear, antialias: Bool = true) {
    self.target = target
    self.filter = filter
    self.antialias = antialias
  }

  /// The size that a picture gets.
  ///
  /// - Parameter size: Width and height of the picture.
  /// - Returns: Width and height after the resize.
  /// - Throws: `InputError.emptyImage`, `InputError.extent` where the target is not 1 to
  ///   1,000,000 pixels, `InputError.imageTooLarge` where the longer side would be more than that.
  public func outputSize(for size: ImageSize) throws(InputError) -> ImageSize {
    guard size.width > 0, size.height > 0 else { throw .emptyImage(size) }
    switch target {
    case .exact(let wanted):
      try check(wanted.width, "width of the resized picture")
      try check(wanted.height, "height of the resized picture")
      return wanted
    case .shorterSide(let side):
      try check(side, "shorter side")
      let shorter = min(size.width, size.height)
      let (product, overflow) = max(size.width, size.height).multipliedReportingOverflow(by: side)
      guard !overflow, product / shorter <= longestSide else { throw .imageTooLarge(size) }
      let longer = product / shorter
      return size.width <= size.height
        ? ImageSize(width: side, height: longer) : ImageSize(width: longer, height: side)
    }
  }
}
