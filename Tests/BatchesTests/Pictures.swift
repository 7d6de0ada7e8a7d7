import Codecs
import Files
import Pixels
import _TestSupport

extension TemporaryFolder {
  /// Writes a small picture whose samples all have one value.
  func picture(_ name: String, value: UInt8 = 100, width: Int = 3, height: Int = 2) throws {
    let image = Image(
      size: ImageSize(width: width, height: height), layout: .grey,
      samples: .uint8(Array(repeating: value, count: width * height)))
    let path = self(name)
    let format: ImageFormat = path.fileExtension?.lowercased() == "png" ? .png : .jpeg
    try File.makeDirectories(path.parent)
    try File.write(try ImageEncoder.encode(image, as: format), to: path)
  }

  /// The samples of a picture that was written.
  func samples(_ name: String) throws -> Samples {
    try ImageDecoder.decode(try File.read(self(name), limit: 1 << 20), limits: DecodingLimits())
      .image.samples
  }
}
