// Makes the project's own samples. `make-samples DIRECTORY` makes those of `samples`;
// `make-samples sheet PICTURE KERNELS OUTPUT` shows a picture through the kernels of a folder.
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

/// Makes all samples.
///
/// - Parameter directory: The folder they go to.
/// - Throws: `FileError`, `CodecError`, `LayerError` or `NetworkFileError`.
func makeSamples(in directory: Path) async throws {
  for picture in pictures {
    let image = await picture.draw()
    try save(image, as: picture.format, to: directory.appending(picture.path))
  }
  let folder = directory.appending("shortcut")
  try File.write(try await ShortcutNetwork.file(), to: folder.appending("disc-or-square.onnx"))
  let labels = ShortcutNetwork.labels.map { $0 + "\n" }.joined()
  try File.write(Array(labels.utf8), to: folder.appending("labels.txt"))
}

/// Writes a picture and says so.
///
/// - Parameters:
///   - image: The picture.
///   - format: The format of the file.
///   - file: Where it goes; missing folders are made.
/// - Throws: `FileError` or `CodecError`.
func save(_ image: Image, as format: ImageFormat, to file: Path) throws {
  let bytes = try ImageEncoder.encode(image, as: format, quality: 90)
  try File.makeDirectories(file.parent)
  try File.write(bytes, to: file)
  print("\(file.display): \(image.size), \(bytes.count) bytes")
}

let arguments = CommandLine.arguments.dropFirst().map { Path($0) }
do {
  if arguments.count == 1 {
    try await makeSamples(in: arguments[0])
  } else if arguments.count == 4, arguments[0] == Path("sheet") {
    let sheet = try ContactSheet(of: arguments[1], kernels: arguments[2])
    try save(try sheet.draw(), as: .png, to: arguments[3])
  } else {
    stop(
      "usage: make-samples DIRECTORY\n       make-samples sheet PICTURE KERNELS OUTPUT.png",
      status: 64)
  }
} catch {
  stop("make-samples: \(error)", status: 1)
}
