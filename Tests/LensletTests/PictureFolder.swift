import Codecs
import Files
import Foundation
import Pixels
import _TestSupport

/// A folder with pictures on which the program is run.
struct PictureFolder {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The folder as Foundation names it.
  var url: URL { URL(filePath: folder.path.display) }

  /// Writes pictures of six grey pixels.
  func pictures(_ names: String...) throws {
    for name in names { try write(try Self.file(jpeg: !name.lowercased().hasSuffix("png")), name) }
  }

  /// Writes a PNG picture of 64x64 grey pixels whose file is not small.
  func noise(_ name: String) throws {
    let image = Image(
      size: ImageSize(width: 64, height: 64), layout: .grey,
      samples: .uint8((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 7 &+ $0 >> 3) }))
    try write(try ImageEncoder.encode(image, as: .png), name)
  }

  /// Writes a file and the folders above it.
  func write(_ bytes: [UInt8], _ name: String) throws {
    try File.makeDirectories(folder(name).parent)
    try File.write(bytes, to: folder(name))
  }

  /// Runs `lenslet filter` in the folder.
  func filter(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(["filter"] + arguments, in: url)
  }

  /// All files below a folder, with their places, in order.
  func files(_ name: String = "out") -> [String] {
    DirectoryWalk(folder(name)).files.map(\.display)
  }

  /// The samples of a picture.
  func samples(_ name: String) throws -> Samples {
    try ImageDecoder.decode(try read(name)).image.samples
  }

  /// The bytes of a file.
  func read(_ name: String) throws -> [UInt8] { try File.read(folder(name), limit: 1 << 20) }

  /// A picture of 3x2 grey pixels of value 100.
  static func file(jpeg: Bool) throws -> [UInt8] {
    let image = Image(
      size: ImageSize(width: 3, height: 2), layout: .grey,
      samples: .uint8(Array(repeating: 100, count: 6)))
    return try ImageEncoder.encode(image, as: jpeg ? .jpeg : .png)
  }
}
