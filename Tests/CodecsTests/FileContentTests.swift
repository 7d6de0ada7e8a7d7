import Codecs
import Testing

@Suite("Contents of files")
struct FileContentTests {
  private static let again = "download it again, the server sent this in its place"
  private static let unpack = "unpack it first, or download it again"
  private static let asText = "copy or download it again as it is, not as text"

  /// Characters stand for the bytes of the same numbers.
  private func content(_ text: String) -> FileContent {
    FileContent(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
  }

  @Test(
    "formats are told by their first bytes, each with what to do",
    arguments: [
      ("\u{1f}\u{8b}\u{08}", "a gzip archive", unpack),
      ("PK\u{03}\u{04}", "a zip archive", unpack),
      ("7z\u{bc}\u{af}\u{27}\u{1c}", "a 7-Zip archive", unpack),
      ("Rar!\u{1a}\u{07}\0", "a RAR archive", unpack),
      ("\u{fd}7zXZ\0", "an xz archive", unpack),
      ("\u{28}\u{b5}\u{2f}\u{fd}", "a Zstandard archive", unpack),
      ("BZh91AY&SY", "a bzip2 archive", unpack),
      (
        "version https://git-lfs.github.com/spec/v1\noid sha256:0", "a pointer of Git LFS",
        "run 'git lfs pull' to get the file itself"
      ),
      ("\n  <!doctype HTML>\n<p>", "a web page", again),
      ("<html><body>404", "a web page", again),
      ("<?xml version=\"1.0\"?><Error><Code>AccessDenied", "an XML document", again),
      ("{\"message\": \"not found\"}", "a JSON document", again),
      ("404: Not Found", "the error message of a server", again),
      ("\nNOT FOUND\n", "the error message of a server", again),
      ("Too Many Requests", "the error message of a server", again),
      ("Invalid username or password.", "the error message of a server", again),
      ("\u{89}PNG\n\u{1a}\n\0", "a PNG file that was changed as if it were text", asText),
      ("\u{ef}\u{bf}\u{bd}PNG\r\n", "a PNG file that was changed as if it were text", asText),
      (
        "\u{ef}\u{bf}\u{bd}\u{ef}\u{bf}\u{bd}\u{ef}", "a file that was changed as if it were text",
        asText
      ),
      ("iVBORw0KGgoAAAANSUhEUg", "a picture as base64 text", "decode it first"),
      (
        "\0\u{05}\u{16}\u{07}\0\u{02}",
        "an AppleDouble file, which macOS leaves beside the one that is meant",
        "take the file without '._'"
      ),
    ])
  func remedies(_ text: String, _ name: String, _ remedy: String) {
    #expect(content(text) == .other(name))
    #expect(content(text).remedy == remedy)
  }

  @Test(
    "pictures of other formats are named; what to do depends on what was wanted",
    arguments: [
      ("GIF87a", "a GIF file"), ("RIFF....WEBP", "a WebP file"), ("BM....\0\0\0\0", "a BMP file"),
      ("MM\0*", "a TIFF file"), ("II*\0", "a TIFF file"), ("II+\0\u{08}\0", "a BigTIFF file"),
      ("MM\0+\0\u{08}", "a BigTIFF file"), ("II*\0\u{10}\0\0\0CR", "a raw file of a camera"),
      ("II\u{bc}\u{01}", "a JPEG XR file"), ("\u{76}\u{2f}\u{31}\u{01}", "an OpenEXR file"),
      ("#?RADIANCE\n", "a Radiance HDR file"), ("qoif", "a QOI file"),
      ("\0\0\u{01}\0\u{01}\0", "an icon"), ("8BPS", "a Photoshop file"),
      ("P6\n4 4\n255\n", "a Netpbm file (PBM, PGM, PPM or PAM)"),
      ("P5 4 4 255 ", "a Netpbm file (PBM, PGM, PPM or PAM)"), ("Pf\n4 4\n", "a PFM file"),
      ("\u{8a}MNG\r\n", "an MNG file"), ("\u{8b}JNG\r\n", "a JNG file"),
      ("\0\0\0\u{0c}jP  ", "a JPEG 2000 file"), ("\u{ff}\u{4f}\u{ff}\u{51}", "a JPEG 2000 file"),
      ("\u{ff}\u{0a}", "a JPEG XL file"), ("\0\0\0 ftypavif", "an AVIF file"),
      ("\0\0\0 ftypheic", "a HEIC file"),
      ("\0\0\0 ftypisom", "a video or a sound (MP4 or QuickTime)"),
      ("\u{1a}\u{45}\u{df}\u{a3}", "a video (Matroska or WebM)"),
    ])
  func formats(_ text: String, _ name: String) {
    #expect(content(text) == .other(name))
    #expect(content(text).remedy == nil)
  }

  @Test("a tar archive is told by what stands behind its first name")
  func tar() {
    let name = Array("photos/a.png".utf8)
    let bytes = name + [UInt8](repeating: 0, count: 257 - name.count) + Array("ustar\u{0}00".utf8)
    #expect(FileContent(bytes) == .other("a tar archive"))
  }

  @Test("zeros alone are what a failed disk or download leaves")
  func zeros() {
    let content = FileContent([UInt8](repeating: 0, count: 4096))
    #expect(content == .other("nothing but zero bytes"))
    #expect(content.remedy == "a download or a disk failed: copy or download it again")
    #expect(FileContent([0, 0, 0]) == .unknown([0, 0, 0]))
  }

  @Test("nothing, text and other bytes")
  func others() {
    #expect(FileContent([]) == .empty)
    #expect(FileContent([]).remedy == "copy or download it again")
    #expect(content("hello, world") == .text)
    #expect(content("1 2 3\n4 5 6\n") == .text)
    #expect(content("P1ain text") == .text)
    #expect(FileContent([1, 2, 3]) == .unknown([1, 2, 3]))
  }
}
