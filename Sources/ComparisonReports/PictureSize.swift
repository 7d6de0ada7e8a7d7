import Pixels
import Reports

/// What all pictures of a comparison have in common.
enum PictureSize {
  /// Pixels around everything.
  static let margin = 24

  /// The most pixels that a picture may have.
  private static let largestCount = 64_000_000

  /// A dark canvas of a size.
  ///
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  static func canvas(width: Int, height: Int) throws(ReportError) -> Canvas {
    let size = ImageSize(width: width, height: height)
    guard let count = size.pixelCount, count <= largestCount else {
      throw .pictureTooLarge(size)
    }
    return Canvas(size: size, background: SheetColours.ground, isRecorded: true)
  }
}
