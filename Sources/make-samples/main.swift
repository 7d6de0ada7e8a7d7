// Draws the pictures in `samples`: make-samples DIRECTORY
import Codecs
import Files
import Glibc
import Pixels

/// Ends the program with a line on standard error.
///
/// - Parameters:
///   - message: What is wrong.
///   - status: The exit status.
/// - Returns: Never.
func stop(_ message: String, status: CInt) -> Never {
  let line = Array((message + "\n").utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(status)
}

guard CommandLine.arguments.count == 2 else {
  stop("usage: make-samples DIRECTORY", status: 64)
}
let directory = Path(CommandLine.arguments[1])

do {
  for picture in pictures {
    let image = await picture.draw()
    let file = directory.appending(picture.path)
    let bytes = try ImageEncoder.encode(image, as: picture.format, quality: 90)
    try File.makeDirectories(file.parent)
    try File.write(bytes, to: file)
    print("\(picture.path): \(image.size), \(bytes.count) bytes")
  }
} catch {
  stop("make-samples: \(error)", status: 1)
}
