public import Pixels

/// Why bytes cannot be decoded, or an image cannot be encoded.
public enum CodecError: Error, Equatable, Sendable {
  /// The bytes are neither PNG nor JPEG.
  case unknownFormat(FileContent)

  /// The header claims more pixels than the limit allows.
  case tooManyPixels(ImageSize, limit: Int)

  /// The file stops before the picture is complete.
  case endsEarly(ImageFormat)

  /// The file breaks the rules of its format; the reason is the library's own text.
  case damaged(ImageFormat, reason: String)

  /// The file is of a kind that the library does not read; the reason is the library's own text.
  case unsupported(ImageFormat, reason: String)

  /// The library could not allocate what it needs.
  case outOfMemory(ImageFormat)

  /// The format cannot hold an image of this size.
  case sizeNotEncodable(ImageSize, ImageFormat)

  /// The library refused to encode; the reason is its own text.
  case encodingFailed(ImageFormat, reason: String)

  /// The bytes do not begin as a NumPy array does.
  case notNumpy

  /// The NumPy file is of a version that is not read.
  case numpyVersion(UInt8)

  /// The header of a NumPy file is not what it must be at a byte of the file.
  case numpyHeader(offset: Int, expected: String)

  /// The values of a NumPy file are of a type that is not read.
  case numpyType(String)

  /// The array has no dimension, or more than four.
  case numpyDimensions(Int)

  /// The array is larger than can be counted.
  case numpyTooLarge([Int])

  /// The shape asks for more or fewer bytes of values than the file holds.
  case numpyLength(shape: [Int], expected: Int, found: Int)
}

extension CodecError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .unknownFormat(let content):
      Self.description(of: content)
    case .tooManyPixels(let size, let limit):
      "the image is \(size) pixels large, more than the limit of \(limit) pixels: "
        + "raise it with --max-pixels if you trust the file"
    case .endsEarly(let format):
      "the \(format.name) file ends early: it was cut off, copy or download it again"
    case .damaged(let format, let reason):
      "the \(format.name) file is damaged (\(reason))"
    case .unsupported(let format, let reason):
      "this kind of \(format.name) file cannot be read (\(reason)): convert it to PNG first"
    case .outOfMemory(let format):
      "there is not enough memory for the \(format.name) file: use fewer jobs or smaller images"
    case .sizeNotEncodable(let size, let format):
      "an image of \(size) pixels cannot be written as \(format.name): "
        + "width and height must be 1 to \(format.maximumExtent)"
    case .encodingFailed(let format, let reason):
      "the image cannot be written as \(format.name) (\(reason))"
    case .notNumpy:
      "not a NumPy array: it does not begin as such a file does"
    case .numpyVersion(let version):
      "NumPy files of version \(version) are not known: save the array with numpy.save"
    case .numpyHeader(let offset, let expected):
      "the NumPy header is damaged: \(expected) expected at byte \(offset)"
    case .numpyType(let type):
      "NumPy values of type '\(type)' are not read: convert the array to float32 first"
    case .numpyDimensions(let count):
      "the NumPy array has \(count) dimensions: 1 to 4 are read"
    case .numpyTooLarge(let shape):
      "the NumPy array of shape \(Self.description(of: shape)) is too large"
    case .numpyLength(let shape, let expected, let found):
      "the NumPy array of shape \(Self.description(of: shape)) needs \(expected) bytes of values, "
        + "the file holds \(found)"
    }
  }

  private static func description(of content: FileContent) -> String {
    switch content {
    case .empty: "the file is empty: copy or download it again"
    case .text: "not a PNG or JPEG file: it starts with text"
    case .other(let name):
      "\(name), not a PNG or JPEG file: \(content.remedy ?? "convert it to PNG or JPEG first")"
    case .unknown(let bytes):
      "not a PNG or JPEG file: it starts with the bytes "
        + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }
  }

  private static func description(of shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }
}
