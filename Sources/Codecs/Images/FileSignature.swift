/// Bytes at fixed places that give a format away.
struct FileSignature: Sendable {
  /// The format with its article.
  let name: String

  /// What to do with such a file wherever it was found; nil where that depends on what was expected.
  let remedy: String?

  private let parts: [(offset: Int, bytes: [UInt8])]

  /// Each character of a part stands for the byte of the same number.
  private init(
    _ name: String, remedy: String? = nil, _ parts: (offset: Int, text: String)...
  ) {
    self.name = name
    self.remedy = remedy
    self.parts = parts.map { part in
      (part.offset, part.text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    }
  }

  /// Whether a file has all the bytes.
  ///
  /// - Parameter start: The first bytes of the file.
  /// - Returns: True where each part is at its place.
  func matches(_ start: [UInt8]) -> Bool {
    parts.allSatisfy { start.dropFirst($0.offset).starts(with: $0.bytes) }
  }

  private static let unpack = "unpack it, or download it again"

  /// What to do with a pickle, which may hold anything and is never executed.
  static let unpickle =
    "load it in Python and save its arrays with numpy.savez, or a state_dict with torch.save"

  /// All formats that are told by name.
  static let all = pictures + archives + arrays

  private static let pictures = [
    FileSignature("a PNG file", (0, "\u{89}PNG\r\n\u{1a}\n")),
    FileSignature("a JPEG file", (0, "\u{ff}\u{d8}\u{ff}")),
    FileSignature("a GIF file", (0, "GIF8")),
    FileSignature("a WebP file", (0, "RIFF"), (8, "WEBP")),
    FileSignature("a TIFF file", (0, "II*\0")),
    FileSignature("a TIFF file", (0, "MM\0*")),
    FileSignature("a BMP file", (0, "BM"), (6, "\0\0\0\0")),
    FileSignature("an AVIF file", (4, "ftypavi")),
    FileSignature("a HEIC file", (4, "ftyphei")),
    FileSignature("a HEIC file", (4, "ftyphev")),
    FileSignature("a HEIC file", (4, "ftypmif1")),
    FileSignature("a JPEG 2000 file", (0, "\0\0\0\u{0c}jP  ")),
    FileSignature("a JPEG XL file", (0, "\0\0\0\u{0c}JXL ")),
    FileSignature("a JPEG XL file", (0, "\u{ff}\u{0a}")),
    FileSignature("a Photoshop file", (0, "8BPS")),
    FileSignature("a PDF file", (0, "%PDF-")),
  ]

  private static let archives = [
    FileSignature("a gzip archive", remedy: unpack, (0, "\u{1f}\u{8b}")),
    FileSignature("a zip archive", remedy: unpack, (0, "PK\u{03}\u{04}")),
    FileSignature("an empty zip archive", (0, "PK\u{05}\u{06}")),
    FileSignature("a 7z archive", remedy: unpack, (0, "7z\u{bc}\u{af}\u{27}\u{1c}")),
    FileSignature("a RAR archive", remedy: unpack, (0, "Rar!\u{1a}\u{07}")),
    FileSignature("a bzip2 archive", remedy: unpack, (0, "BZh"), (4, "1AY&SY")),
    FileSignature("an xz archive", remedy: unpack, (0, "\u{fd}7zXZ\0")),
    FileSignature("a Zstandard archive", remedy: unpack, (0, "\u{28}\u{b5}\u{2f}\u{fd}")),
    FileSignature("an LZ4 archive", remedy: unpack, (0, "\u{04}\u{22}\u{4d}\u{18}")),
    FileSignature("a compress archive", remedy: unpack, (0, "\u{1f}\u{9d}")),
    FileSignature("a tar archive", remedy: unpack, (257, "ustar")),
  ]

  private static let arrays = [
    FileSignature("a NumPy array", (0, "\u{93}NUMPY")),
    FileSignature("an HDF5 file", (0, "\u{89}HDF\r\n\u{1a}\n")),
    FileSignature("a MATLAB file", (0, "MATLAB ")),
    FileSignature("a GGUF file", (0, "GGUF")),
    FileSignature("a GGML file", (0, "lmgg")),
    FileSignature("a GGML file", (0, "tjgg")),
    FileSignature("a TensorFlow Lite file", (4, "TFL3")),
    FileSignature("a file of MXNet", (0, "\u{12}\u{01}\0\0\0\0\0\0")),
    FileSignature("a Python pickle", remedy: unpickle, (0, "\u{80}\u{02}")),
    FileSignature("a Python pickle", remedy: unpickle, (0, "\u{80}\u{03}")),
    FileSignature("a Python pickle", remedy: unpickle, (0, "\u{80}\u{04}\u{95}")),
    FileSignature("a Python pickle", remedy: unpickle, (0, "\u{80}\u{05}\u{95}")),
    // Protocol 1: an empty dictionary or list, kept under a number.
    FileSignature("a Python pickle", remedy: unpickle, (0, "}q\0")),
    FileSignature("a Python pickle", remedy: unpickle, (0, "]q\0")),
  ]
}
