/// EXIF as hexadecimal digits in a text, as ImageMagick writes it into PNGs.
///
/// The text is the name of the profile, the number of its bytes and the digits, each from a line of
/// its own on; the profile is an EXIF block with or without the six bytes before it in a JPEG.
enum RawExifText {
  /// Keywords of such texts, in small letters.
  static let keywords: Set<String> = ["raw profile type exif", "raw profile type app1"]

  /// What a text holds.
  ///
  /// - Parameter text: The text, untrusted.
  /// - Returns: The TIFF structure, nil where the text is anything else; and whether the text has as
  ///   many digits as it states, and nothing else.
  static func content(of text: [UInt8]) -> (block: [UInt8]?, isByTheBook: Bool) {
    let newline = UInt8(ascii: "\n")
    var rest = text.drop { $0 == newline || $0 == UInt8(ascii: "\r") }
    guard let name = rest.firstIndex(of: newline) else { return (nil, false) }
    rest = rest[(name + 1)...].drop { $0.isSpace }
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard let count = Int(String(decoding: digits, as: UTF8.self)), count > 0 else {
      return (nil, false)
    }
    rest = rest.dropFirst(digits.count)

    var bytes: [UInt8] = []
    var high: UInt8?
    var isByTheBook = true
    for character in rest where !character.isSpace {
      guard bytes.count < count, let digit = character.hexadecimalDigit else {
        isByTheBook = false
        break
      }
      if let upper = high {
        bytes.append(upper << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return bytes.count < count ? (nil, false) : (ExifFields.block(bytes), isByTheBook)
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0d).contains(self) }

  fileprivate var hexadecimalDigit: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
