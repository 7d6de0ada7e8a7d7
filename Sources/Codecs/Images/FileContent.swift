/// What a file that is neither PNG nor JPEG seems to be, from its first bytes.
public enum FileContent: Hashable, Sendable {
  /// No bytes at all.
  case empty

  /// Printable characters.
  case text

  /// A known format, with its article: `a WebP file`.
  case other(String)

  /// Something else; the first bytes, at most 8.
  case unknown([UInt8])

  /// Looks at the first bytes of a file.
  ///
  /// - Parameter bytes: The file, or at least its first 256 bytes.
  public init(_ bytes: [UInt8]) {
    let start = bytes.prefix(256)
    if start.isEmpty {
      self = .empty
    } else if let signature = Signature.all.first(where: { $0.matches(bytes) }) {
      self = .other(signature.name)
    } else if Self.isText(start) {
      self = Self.markup(in: start).map(FileContent.other) ?? .text
    } else {
      self = .unknown(Array(start.prefix(8)))
    }
  }

  /// Whether no control character but white space occurs; letters beyond ASCII may follow.
  private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
    guard bytes.first.map({ $0 < 0x80 }) == true || bytes.starts(with: byteOrderMark) else {
      return false
    }
    return bytes.allSatisfy { ($0 >= 0x20 && $0 != 0x7f) || (0x09...0x0d).contains($0) }
  }

  /// Pages and drawings are text too, but deserve their names.
  private static func markup(in bytes: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    if text.contains("<svg") { return "an SVG drawing" }
    if text.contains("<!doctype html") || text.contains("<html") { return "a web page" }
    return nil
  }
}

/// Bytes at fixed places that give a format away.
private struct Signature: Sendable {
  let name: String
  let parts: [(offset: Int, bytes: [UInt8])]

  /// Each character of a part stands for the byte of the same number.
  init(_ name: String, _ parts: (offset: Int, text: String)...) {
    self.name = name
    self.parts = parts.map { part in
      (part.offset, part.text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    }
  }

  func matches(_ file: [UInt8]) -> Bool {
    parts.allSatisfy { file.dropFirst($0.offset).starts(with: $0.bytes) }
  }

  static let all = [
    Signature("a GIF file", (0, "GIF8")),
    Signature("a WebP file", (0, "RIFF"), (8, "WEBP")),
    Signature("a TIFF file", (0, "II*\0")),
    Signature("a TIFF file", (0, "MM\0*")),
    Signature("a BMP file", (0, "BM"), (6, "\0\0\0\0")),
    Signature("an AVIF file", (4, "ftypavi")),
    Signature("a HEIC file", (4, "ftyphei")),
    Signature("a HEIC file", (4, "ftyphev")),
    Signature("a HEIC file", (4, "ftypmif1")),
    Signature("a JPEG 2000 file", (0, "\0\0\0\u{0c}jP  ")),
    Signature("a JPEG XL file", (0, "\0\0\0\u{0c}JXL ")),
    Signature("a JPEG XL file", (0, "\u{ff}\u{0a}")),
    Signature("a Photoshop file", (0, "8BPS")),
    Signature("a PDF file", (0, "%PDF-")),
    Signature("a NumPy array", (0, "\u{93}NUMPY")),
    Signature("a gzip archive", (0, "\u{1f}\u{8b}")),
    Signature("a zip archive", (0, "PK\u{03}\u{04}")),
  ]
}
