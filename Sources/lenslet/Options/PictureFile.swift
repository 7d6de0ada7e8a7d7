import Batches
import Codecs
import CommandLineKit
import Files
import Reports

/// A picture that a command draws into a file which the user names: PNG, or a drawing.
struct PictureFile {
  /// The file.
  let path: Path

  /// Whether its name says that it is a drawing.
  var isDrawing: Bool { path.fileExtension?.lowercased() == "svg" }

  /// What the name of the file has to end in.
  ///
  /// - Parameter option: The option that names it.
  /// - Throws: `ValidationError`.
  func check(option: String) throws {
    guard isDrawing || path.fileExtension?.lowercased() == "png" else {
      throw ValidationError("\(option) writes PNG or SVG: name a file that ends in .png or .svg")
    }
  }

  /// Writes what is drawn on a canvas, which was recorded for a drawing.
  func write(_ canvas: Canvas) throws {
    let bytes =
      isDrawing ? try SVGDrawing(canvas).bytes() : try ImageEncoder.encode(canvas.image, as: .png)
    try File.write(bytes, to: path)
  }
}
