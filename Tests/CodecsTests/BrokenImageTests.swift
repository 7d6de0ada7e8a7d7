import Codecs
import Pixels
import Testing
import _TestSupport

@Suite("Broken images")
struct BrokenImageTests {
  private static let png = PNGBuilder(
    width: 5, height: 3, colourType: .rgb, chunks: [("gAMA", PNGBuilder.bigEndian(45455))],
    sample: { x, y, c in 40 * x + 9 * y + c })

  /// The error that decoding must give.
  private func failure(_ file: [UInt8], _ limits: DecodingLimits = DecodingLimits()) -> CodecError?
  {
    #expect(throws: CodecError.self) { _ = try ImageDecoder.decode(file, limits: limits) }
  }

  @Test("a PNG cut anywhere is reported")
  func cutPNG() {
    let file = Self.png.file
    for length in 8..<file.count {
      #expect(failure(Array(file.prefix(length))) == .endsEarly(.png), "\(length) bytes")
    }
    for length in 0..<8 { _ = failure(Array(file.prefix(length))) }
  }

  @Test("a PNG with any one bit flipped is reported: refused, or read with the pixels it had")
  func flippedPNG() throws {
    let file = Self.png.file
    let image = try ImageDecoder.decode(file).image
    var noticed = 0
    for index in file.indices {
      for bit in 0..<8 {
        var broken = file
        broken[index] ^= 1 << bit
        #expect(throws: CodecError.self, "bit \(bit) of byte \(index)") {
          _ = try ImageDecoder.decode(broken, limits: DecodingLimits(isStrict: true))
        }
        guard let decoded = try? ImageDecoder.decode(broken) else { continue }
        noticed += 1
        #expect(decoded.image == image)
        #expect(decoded.notices == [.chunkChecksum])
        #expect(decoded.metadata == ImageMetadata() || index >= file.count - 4)
      }
    }
    // Data and checksum of gAMA, its name in part, and the checksum of the end.
    #expect((96...130).contains(noticed), "\(noticed)")
  }

  @Test(
    "a JPEG cut anywhere is reported",
    arguments: ["baseline-420.jpg", "progressive.jpg", "ycck-adobe.jpg"])
  func cutJPEG(_ name: String) throws {
    let file = try Fixture.bytes(name)
    for length in 4..<file.count {
      #expect(failure(Array(file.prefix(length))) == .endsEarly(.jpeg), "\(length) bytes")
    }
    for length in 0..<4 { _ = failure(Array(file.prefix(length))) }
    _ = try ImageDecoder.decode(file + [0, 1, 2])
  }

  @Test(
    "damaged JPEGs give an error or an image, never a crash",
    arguments: ["baseline-420.jpg", "progressive.jpg", "ycck-adobe.jpg"])
  func flippedJPEG(_ name: String) throws {
    let file = try Fixture.bytes(name)
    var generator = SeededGenerator(seed: 1)
    var failures = 0
    for _ in 0..<500 {
      var broken = file
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        broken[Int.random(in: 2..<file.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      do throws(CodecError) {
        _ = try ImageDecoder.decode(broken, limits: DecodingLimits(maxPixels: 100_000))
      } catch {
        failures += 1
        #expect(!error.description.isEmpty)
      }
    }
    #expect(failures > 100)
  }

  @Test("a wrong checksum is reported, whether of a chunk or of the pixels")
  func checksums() {
    var file = Self.png.file
    file[file.count - 13] ^= 1  // the checksum of IDAT
    #expect(failure(file) == .damaged(.png, reason: "IDAT: CRC error"))
    let wrongAdler =
      PNGBuilder.signature + Self.png.header
      + PNGBuilder.chunk("IDAT", PNGBuilder.zlib(Self.png.scanlines, adler: 1))
      + PNGBuilder.chunk("IEND", [])
    #expect(failure(wrongAdler) == .damaged(.png, reason: "IDAT: incorrect data check"))
  }

  @Test("an image without pixels is reported")
  func zeroExtents() throws {
    let error = failure(PNGBuilder(width: 0, height: 3).file)
    #expect(error?.description.hasPrefix("the PNG file is damaged (") == true)
    #expect(failure(PNGBuilder(width: 3, height: 0).file) != nil)
    var jpeg = try Fixture.bytes("baseline-420.jpg")
    let frame = try #require(jpeg.index(of: [0xff, 0xc0]))
    jpeg[frame + 7] = 0
    jpeg[frame + 8] = 0
    #expect(failure(jpeg) != nil)
  }

  @Test("an absurd size is refused before anything is allocated")
  func absurdSize() throws {
    var builder = PNGBuilder(width: 1, height: 1, colourType: .rgba, depth: 16)
    builder.width = 200_000
    builder.height = 200_000
    let file = PNGBuilder.signature + builder.header + PNGBuilder.chunk("IDAT", [])
    #expect(
      failure(file)?.description
        == "the image is 200000x200000 pixels large, more than the limit of 268435456 pixels: "
        + "raise it with --max-pixels if you trust the file")
    builder.width = 0x7fff_ffff
    builder.height = 0x7fff_ffff
    let largest = PNGBuilder.signature + builder.header + PNGBuilder.chunk("IDAT", [])
    let size = ImageSize(width: 0x7fff_ffff, height: 0x7fff_ffff)
    #expect(failure(largest) == .tooManyPixels(size, limit: 268_435_456))
    var jpeg = try Fixture.bytes("baseline-420.jpg")
    let frame = try #require(jpeg.index(of: [0xff, 0xc0]))
    jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xff, 0, 0xff, 0])
    #expect(
      failure(jpeg)
        == .tooManyPixels(ImageSize(width: 65280, height: 65280), limit: 268_435_456))
  }

  @Test("the limit itself is allowed")
  func limit() throws {
    let file = Self.png.file
    #expect(try ImageDecoder.decode(file, limits: DecodingLimits(maxPixels: 15)).image.width == 5)
    #expect(
      failure(file, DecodingLimits(maxPixels: 14))
        == .tooManyPixels(ImageSize(width: 5, height: 3), limit: 14))
  }

  @Test(
    "what is neither PNG nor JPEG is named",
    arguments: [
      ("", "the file is empty: copy or download it again"),
      (
        "hello, world",
        "not a PNG or JPEG file: it starts with text: leave it out, or copy it again if it should be one"
      ),
      (
        "Grüße",
        "not a PNG or JPEG file: it starts with text: leave it out, or copy it again if it should be one"
      ),
      ("GIF89a..", "a GIF file, not a PNG or JPEG file: convert it to PNG or JPEG first"),
      (
        "RIFF....WEBPVP8 ", "a WebP file, not a PNG or JPEG file: convert it to PNG or JPEG first"
      ),
      ("II*\0....", "a TIFF file, not a PNG or JPEG file: convert it to PNG or JPEG first"),
      (
        "BM....\0\0\0\0....", "a BMP file, not a PNG or JPEG file: convert it to PNG or JPEG first"
      ),
      (
        "\0\0\0\u{18}ftypheic",
        "a HEIC file, not a PNG or JPEG file: convert it to PNG or JPEG first"
      ),
      (
        "\0\0\0\u{18}ftypavif",
        "an AVIF file, not a PNG or JPEG file: convert it to PNG or JPEG first"
      ),
      ("%PDF-1.7", "a PDF file, not a PNG or JPEG file: convert it to PNG or JPEG first"),
      (
        "<?xml version=\"1.0\"?><svg>",
        "an SVG drawing, not a PNG or JPEG file: convert it to PNG or JPEG first"
      ),
      (
        "<!DOCTYPE html>",
        "a web page, not a PNG or JPEG file: "
          + "download it again, the server sent this in its place"
      ),
      (
        "\u{1}\u{2}\u{7f}",
        "not a PNG or JPEG file: it starts with the bytes 01 02 7f: leave it out, or copy it again if it should be one"
      ),
    ])
  func otherFormats(_ content: String, _ message: String) {
    #expect(failure([UInt8](text: content))?.description == message)
  }

  @Test("kinds of JPEG that libjpeg does not read are reported as such")
  func unsupportedJPEG() throws {
    let file = try Fixture.bytes("baseline-420.jpg")
    let frame = try #require(file.index(of: [0xff, 0xc0]))
    var deep = file
    deep[frame + 4] = 12
    #expect(failure(deep) == .unsupported(.jpeg, reason: "12 bits a sample"))
    var lossless = file
    lossless[frame + 1] = 0xc3
    #expect(failure(lossless) == .unsupported(.jpeg, reason: "lossless JPEG"))
  }

  @Test("a JPEG of endless scans is refused")
  func manyScans() throws {
    let file = try Fixture.bytes("grey-progressive.jpg")
    // The first scan, made complete in itself, can be repeated for ever.
    let scan = try #require(file.index(of: [0xff, 0xda]))
    let end = try #require(file.index(of: [0xff, 0xc4], from: scan))
    var repeated = Array(file[scan..<end])
    repeated[9] = 0  // the lowest bits are in it
    func scans(_ count: Int) -> [UInt8] {
      file[..<scan] + (0..<count).flatMap { _ in repeated } + [0xff, 0xd9]
    }
    #expect(try ImageDecoder.decode(scans(100)).image.width == 16)
    #expect(failure(scans(101)) == .tooManyScans(limit: 100))
    #expect(
      throws: CodecError.tooManyScans(limit: 7)
    ) { try ImageDecoder.decode(scans(8), limits: DecodingLimits(maxScans: 7)) }
    #expect(
      try ImageDecoder.decode(scans(101), limits: DecodingLimits(maxScans: 101)).image.width == 16)
  }
}
