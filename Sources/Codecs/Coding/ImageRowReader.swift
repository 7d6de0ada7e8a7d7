/// A picture that is decoded from the top, as many rows at a time as its reader likes.
///
/// Rows come as they are stored: neither turned upright nor scaled. What the file says about them
/// is known before the first row, but for a PNG whose notes follow its pixels.
public protocol ImageRowReader: AnyObject {
  /// Format, size, layout and sample type.
  var header: ImageHeader { get }

  /// How the picture must be turned, as far as the file has said so far.
  var orientation: Orientation { get }

  /// Colour profile and resolution of the upright picture, as far as the file has said so far.
  var metadata: ImageMetadata { get }

  /// What is not by the book, as far as the file was read; all of it once it is finished.
  var notices: Set<ImageNotice> { get }

  /// Rows that were decoded; where reading fails, the number of those that can be trusted.
  var rowsRead: Int { get }

  /// Decodes the next rows, after the size has been accepted.
  ///
  /// An interlaced picture is read with one call. After an error nothing more can be read.
  ///
  /// - Parameters:
  ///   - rows: How many, no more than are left.
  ///   - pixels: Room for them, without gaps; 16-bit samples are in native byte order.
  /// - Throws: `CodecError` where the file ends early or is damaged.
  /// - Complexity: O(rows * width).
  func read(_ rows: Int, into pixels: UnsafeMutableRawPointer) throws(CodecError)

  /// Reads what follows the pixels; once, and after all of them.
  ///
  /// - Throws: `CodecError` where the file ends early or is damaged.
  func finish() throws(CodecError)
}
