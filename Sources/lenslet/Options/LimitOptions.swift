import Codecs
import CommandLineKit
import Files

/// What one input, and all in flight together, may take.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Refuse images of more pixels before they are decoded.", valueName: "N"))
  var maxPixels = DecodingLimits().maxPixels
  @Option(
    help: ArgumentHelp("Refuse JPEG files of more scans while they are decoded.", valueName: "N"))
  var maxScans = DecodingLimits.usualScans
  @Option(
    help: ArgumentHelp(
      """
      The memory that inputs may take together, for example 512M or 2G: fewer are worked on at \
      once, or fewer rows of an image. An input that needs more is refused.
      """, valueName: "SIZE"))
  var maxMemory: ByteCount?
  @Option(
    help: ArgumentHelp(
      """
      Give an input up after so many seconds, which are looked at between strips of an image and \
      layers of a network; the others are done.
      """, valueName: "SECONDS"))
  var timeout: Double?

  mutating func validate() throws {
    if let timeout, !(timeout > 0 && timeout < 1e9) {
      throw ValidationError("--timeout is more than 0, not \(timeout)")
    }
    if maxScans < 1 { throw ValidationError("--max-scans is at least 1, not \(maxScans)") }
    if maxPixels < 1 { throw ValidationError("--max-pixels is at least 1, not \(maxPixels)") }
  }

  /// What a file may ask for.
  ///
  /// - Parameter isStrict: Whether files that are not by the book are refused.
  /// - Returns: The limits.
  func decoding(isStrict: Bool = false) -> DecodingLimits {
    DecodingLimits(
      maxPixels: maxPixels, isStrict: isStrict, timeout: timeout, maxScans: maxScans)
  }
}
