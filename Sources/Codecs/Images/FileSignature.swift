/// Bytes at fixed places that give a format away.
struct FileSignature: Sendable {
  /// The format, with its article.
  let name: String

  /// What to do about such a file; nil where that depends on what was wanted.
  let remedy: String?

  private let parts: [(offset: Int, bytes: [UInt8])]

  /// Each character of a part stands for the byte of the same number.
  init(_ name: String, remedy: String? = nil, _ parts: (offset: Int, text: String)...) {
    self.name = name
    self.remedy = remedy
    self.parts = parts.map { part in
      (part.offset, part.text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    }
  }

  /// Whether a file begins so.
  func matches(_ file: some Collection<UInt8>) -> Bool {
    parts.allSatisfy { file.dropFirst($0.offset).starts(with: $0.bytes) }
  }

  /// All signatures; the first that matches counts.
  static let all = pictures + cameraFiles + archives + changed + others + numbers

  private static let pictures =
    [
      FileSignature("a GIF file", (0, "GIF8")),
      FileSignature("a WebP file", (0, "RIFF"), (8, "WEBP")),
      FileSignature("a BMP file", (0, "BM"), (6, "\0\0\0\0")),
      FileSignature("an AVIF file", (4, "ftypavi")),
      FileSignature("a HEIC file", (4, "ftyphei")),
      FileSignature("a HEIC file", (4, "ftyphev")),
      FileSignature("a HEIC file", (4, "ftypmif1")),
      FileSignature("a HEIC file", (4, "ftypmsf1")),
      FileSignature("a JPEG 2000 file", (0, "\0\0\0\u{0c}jP  ")),
      FileSignature("a JPEG 2000 file", (0, "\u{ff}\u{4f}\u{ff}\u{51}")),
      FileSignature("a JPEG XL file", (0, "\0\0\0\u{0c}JXL ")),
      FileSignature("a JPEG XL file", (0, "\u{ff}\u{0a}")),
      FileSignature("a JPEG XR file", (0, "II\u{bc}")),
      FileSignature("an MNG file", (0, "\u{8a}MNG")),
      FileSignature("a JNG file", (0, "\u{8b}JNG")),
      FileSignature("an OpenEXR file", (0, "\u{76}\u{2f}\u{31}\u{01}")),
      FileSignature("a Radiance HDR file", (0, "#?R")),
      FileSignature("a QOI file", (0, "qoif")),
      FileSignature("a farbfeld file", (0, "farbfeld")),
      FileSignature("an icon", (0, "\0\0\u{01}\0")),
      FileSignature("a mouse pointer", (0, "\0\0\u{02}\0"), (5, "\0")),
      FileSignature("a macOS icon", (0, "icns")),
      FileSignature("a DirectDraw surface", (0, "DDS ")),
      FileSignature("a FITS file", (0, "SIMPLE  =")),
      FileSignature("a DICOM file", (128, "DICM")),
      FileSignature("a Photoshop file", (0, "8BPS")),
      FileSignature("a GIMP file", (0, "gimp xcf")),
      FileSignature("a DjVu file", (0, "AT&TFORM")),
      FileSignature("a PDF file", (0, "%PDF-")),
      FileSignature("a PostScript file", (0, "%!PS")),
    ]
    + "1234567".flatMap { digit in
      "\n \r\t".map { FileSignature("a Netpbm file (PBM, PGM, PPM or PAM)", (0, "P\(digit)\($0)")) }
    }
    + ["PF\n", "Pf\n"].map { FileSignature("a PFM file", (0, $0)) }

  private static let cameraFiles = [
    FileSignature("a raw file of a camera", (0, "II*\0"), (8, "CR")),
    FileSignature("a raw file of a camera", (4, "ftypcrx")),
    FileSignature("a raw file of a camera", (0, "FUJIFILMCCD-RAW")),
    FileSignature("a raw file of a camera", (0, "IIRO")),
    FileSignature("a raw file of a camera", (0, "IIRS")),
    FileSignature("a raw file of a camera", (0, "IIU\0")),
    FileSignature("a TIFF file", (0, "II*\0")),
    FileSignature("a TIFF file", (0, "MM\0*")),
    FileSignature("a BigTIFF file", (0, "II+\0")),
    FileSignature("a BigTIFF file", (0, "MM\0+")),
  ]

  private static let unpacking = "unpack it first, or download it again"

  private static let archives = [
    FileSignature("a gzip archive", remedy: unpacking, (0, "\u{1f}\u{8b}")),
    FileSignature("a zip archive", remedy: unpacking, (0, "PK\u{03}\u{04}")),
    FileSignature("an empty zip archive", remedy: "download it again", (0, "PK\u{05}\u{06}")),
    FileSignature("a 7-Zip archive", remedy: unpacking, (0, "7z\u{bc}\u{af}\u{27}\u{1c}")),
    FileSignature("a RAR archive", remedy: unpacking, (0, "Rar!\u{1a}\u{07}")),
    FileSignature("an xz archive", remedy: unpacking, (0, "\u{fd}7zXZ\0")),
    FileSignature("a Zstandard archive", remedy: unpacking, (0, "\u{28}\u{b5}\u{2f}\u{fd}")),
    FileSignature("a bzip2 archive", remedy: unpacking, (0, "BZh"), (4, "1AY&SY")),
    FileSignature("an LZ4 archive", remedy: unpacking, (0, "\u{04}\u{22}\u{4d}\u{18}")),
    FileSignature("a tar archive", remedy: unpacking, (257, "ustar")),
  ]

  private static let asText = "copy or download it again as it is, not as text"

  /// Pictures that went through something that changes line ends or letters.
  private static let changed =
    ["\u{89}PNG\n", "\u{89}PNG\r\r", "\u{09}PNG\r\n", "\u{ef}\u{bf}\u{bd}PNG", "\u{c2}\u{89}PNG"]
    .map {
      FileSignature("a PNG file that was changed as if it were text", remedy: asText, (0, $0))
    }
    + ["\u{ef}\u{bf}\u{bd}NUMPY", "\u{c2}\u{93}NUMPY"].map {
      FileSignature("a NumPy array that was changed as if it were text", remedy: asText, (0, $0))
    }
    + ["\u{ef}\u{bf}\u{bd}\u{ef}\u{bf}\u{bd}", "\u{c3}\u{bf}\u{c3}\u{98}"].map {
      FileSignature("a file that was changed as if it were text", remedy: asText, (0, $0))
    }

  private static let others = [
    FileSignature("a NumPy array", (0, "\u{93}NUMPY")),
    FileSignature("an AVI video", (0, "RIFF"), (8, "AVI ")),
    FileSignature("a video or a sound (MP4 or QuickTime)", (4, "ftyp")),
    FileSignature("a video (Matroska or WebM)", (0, "\u{1a}\u{45}\u{df}\u{a3}")),
    FileSignature("an Ogg file", (0, "OggS")),
    FileSignature("a program", (0, "\u{7f}ELF")),
    FileSignature("a database of SQLite", (0, "SQLite format 3\0")),
    FileSignature("a document of Office", (0, "\u{d0}\u{cf}\u{11}\u{e0}")),
    FileSignature(
      "an AppleDouble file, which macOS leaves beside the one that is meant",
      remedy: "take the file without '._'", (0, "\0\u{05}\u{16}\u{07}")),
    FileSignature("text in UTF-16", (0, "\u{ff}\u{fe}")),
    FileSignature("text in UTF-16", (0, "\u{fe}\u{ff}")),
  ]
}
