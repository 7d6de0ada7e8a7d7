public import Pixels

/// Why bytes cannot be decoded, or an image cannot be encoded.
public enum CodecError: Error, Equatable, Sendable {
  /// The bytes are neither PNG nor JPEG.
  case unknownFormat(FileContent)

  /// The header claims more pixels than the limit allows.
  case tooManyPixels(ImageSize, limit: Int)

  /// A JPEG has more scans than the limit allows.
  case tooManyScans(limit: Int)

  /// The file stops before the picture is complete.
  case endsEarly(ImageFormat)

  /// The file breaks the rules of its format; the reason is the library's own text.
  case damaged(ImageFormat, reason: String)

  /// The file is of a kind that the library does not read; the reason is the library's own text.
  case unsupported(ImageFormat, reason: String)

  /// The pixels of the file are sound, but it is not by the book, and was to be.
  case notByTheBook(ImageFormat, [ImageNotice])

  /// The file is a PNG of Apple's kind, whose pixels other programs do not read.
  case applePNG

  /// How the samples of the picture encode light is not known: what says so.
  case unknownTransfer(String)

  /// The library could not allocate what it needs.
  case outOfMemory(ImageFormat)

  /// The format cannot hold an image of this size.
  case sizeNotEncodable(ImageSize, ImageFormat)

  /// The library refused to encode; the reason is its own text.
  case encodingFailed(ImageFormat, reason: String)

  /// The bytes do not begin as a NumPy array does.
  case notNumpy(FileContent)

  /// The NumPy file is of a version that is not read.
  case numpyVersion(UInt8)

  /// The NumPy file stops after so many bytes, inside its header.
  case numpyHeaderEnds(Int)

  /// The header of a NumPy file is not what it must be at a byte of the file.
  case numpyHeader(offset: Int, expected: String)

  /// The values of a NumPy file are of a type that is not read.
  case numpyType(String)

  /// The NumPy file holds Python objects as a pickle, not numbers.
  case numpyObjects

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
      content.description(
        expected: "a PNG or JPEG file", conversion: "convert it to PNG or JPEG first")
    case .tooManyPixels(let size, let limit):
      "the image is \(size) pixels large, more than the limit of \(limit) pixels: "
        + "raise it with --max-pixels if you trust the file"
    case .tooManyScans(let limit):
      "the JPEG file has more scans than the limit of \(limit), each of which goes over the whole "
        + "picture: raise it with --max-scans if you trust the file"
    case .endsEarly(let format):
      "the \(format.name) file ends early: it was cut off, copy or download it again"
    case .damaged(let format, let reason):
      "the \(format.name) file is damaged (\(reason)): copy or download it again"
    case .unsupported(let format, let reason):
      "this kind of \(format.name) file is not supported (\(reason)): "
        + "convert it to PNG with another program first"
    case .notByTheBook(let format, let notices):
      "the \(format.name) file is not by the book "
        + "(\(notices.map(\.description).joined(separator: ", "))): "
        + "leave out --strict to read it"
    case .applePNG:
      "a PNG in Apple's own variant for iOS (chunk CgBI), which is not supported: convert it with "
        + "'pngcrush -revert-iphone-optimizations' or, on a Mac, 'sips -s format png' first"
    case .unknownTransfer(let reason):
      "--linear cannot decode its samples, because \(reason): convert it to sRGB first, or leave "
        + "out --linear"
    case .outOfMemory(let format):
      "there is not enough memory for the \(format.name) file: use fewer jobs or smaller images"
    case .sizeNotEncodable(let size, let format):
      "an image of \(size) pixels cannot be written as \(format.name): "
        + "width and height must be 1 to \(format.maximumExtent)"
    case .encodingFailed(let format, let reason):
      "the image cannot be written as \(format.name) (\(reason))"
    case .notNumpy(let content):
      content.description(
        expected: "a NumPy array",
        conversion: "save its numbers with numpy.save or numpy.savez")
    case .numpyVersion(let version):
      "NumPy files of version \(version) are not known: save the array with numpy.save"
    case .numpyHeaderEnds(let count):
      "the NumPy file ends after \(count) bytes, inside its header: copy or download it again"
    case .numpyHeader(let offset, let expected):
      "the NumPy header is damaged: \(expected) expected at byte \(offset)"
    case .numpyType(let type): Self.description(ofForeign: type)
    case .numpyObjects:
      "pickled Python objects, not numbers: load them with numpy.load(..., allow_pickle=True) and "
        + "save each array anew, as in numpy.savez('arrays.npz', name=array)"
    case .numpyDimensions(let count):
      "the NumPy array has \(count) dimensions: 1 to 4 are read"
    case .numpyTooLarge(let shape):
      "the NumPy array of shape \(Self.description(of: shape)) is too large"
    case .numpyLength(let shape, let expected, let found):
      "the NumPy array of shape \(Self.description(of: shape)) needs \(expected) bytes of values, "
        + "the file holds \(found): "
        + (found < expected
          ? "copy or download it again"
          : "save the array anew with numpy.save, several ones with numpy.savez")
    }
  }

  private static func description(of shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }
}

extension CodecError {
  /// What is said of values that are no numbers, or of numbers that are not read.
  ///
  /// - Parameter type: The type as the header of a file has it.
  /// - Returns: What they are, and what to save in their place.
  fileprivate static func description(ofForeign type: String) -> String {
    let shown = "NumPy type '\(type.prefix(80))'"
    let code = type.drop { "<>|=".contains($0) }
    if type.hasPrefix("[") || type.hasPrefix("(") {
      return "records (\(shown)), not numbers: save each field as an array of its own, as in "
        + "numpy.savez('arrays.npz', name=array['name'])"
    }
    switch code.first {
    case "U", "S", "a":
      return "text (\(shown)), not numbers: save an array of numbers in its place, "
        + "array.astype('float32') if the text spells them"
    case "V":
      return "bytes of a type that NumPy does not know (\(shown)), such as bfloat16: save "
        + "array.astype('float32')"
    default:
      return
        "NumPy values of type '\(type.prefix(80))' are not read: convert the array to float32 first"
    }
  }
}
