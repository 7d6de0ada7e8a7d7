public import Pixels

/// A decoded file: its picture, upright, and what else is worth keeping.
public struct DecodedImage: Equatable, Sendable {
  /// The picture, with the orientation applied.
  public let image: Image

  /// Colour profile and resolution.
  public let metadata: ImageMetadata

  /// The format of the file.
  public let format: ImageFormat

  /// What is not by the book in the file.
  public let notices: Set<ImageNotice>

  /// Creates a decoded image.
  ///
  /// - Parameters:
  ///   - image: The picture, upright.
  ///   - metadata: Colour profile and resolution.
  ///   - format: The format of the file.
  ///   - notices: What is not by the book in the file.
  public init(
    image: Image, metadata: ImageMetadata, format: ImageFormat, notices: Set<ImageNotice> = []
  ) {
    self.image = image
    self.metadata = metadata
    self.format = format
    self.notices = notices
  }
}
