/// The width and height of an image, in pixels.
public struct ImageSize: Hashable, Sendable {
  /// Columns, 0 or more.
  public let width: Int

  /// Rows, 0 or more.
  public let height: Int

  /// Creates a size.
  ///
  /// - Parameters:
  ///   - width: Columns, 0 or more.
  ///   - height: Rows, 0 or more.
  public init(width: Int, height: Int) {
    precondition(width >= 0 && height >= 0, "an image size is not negative")
    self.width = width
    self.height = height
  }

  /// Width times height, or nil where the product does not fit an `Int`.
  public var pixelCount: Int? {
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    return overflow ? nil : count
  }

  /// The size with width and height exchanged.
  public var transposed: ImageSize { ImageSize(width: height, height: width) }
}

extension ImageSize: CustomStringConvertible {
  /// `WIDTHxHEIGHT`, for example `768x512`.
  public var description: String { "\(width)x\(height)" }
}
