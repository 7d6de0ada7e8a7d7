import Codecs
import Pixels
import Testing
import _TestSupport

@Suite("lenslet filter --linear")
struct LinearLightCommandTests {
  /// A picture of 3x2 grey pixels of value 188.
  private static func file(_ format: ImageFormat, _ metadata: ImageMetadata) throws -> [UInt8] {
    let image = Image(
      size: ImageSize(width: 3, height: 2), layout: .grey,
      samples: .uint8(Array(repeating: 188, count: 6)))
    return try ImageEncoder.encode(image, metadata: metadata, as: format)
  }

  /// A grey profile of one tag, with what libpng asks of a header.
  private static func profile(_ name: String, _ tag: [UInt8]) -> ImageMetadata {
    let count = 144 + tag.count
    var profile = [UInt8](repeating: 0, count: 128)
    func put(_ bytes: [UInt8], at offset: Int) {
      profile.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
    put([0, 0, 0, UInt8(count)], at: 0)
    put([2, 0x10, 0, 0], at: 8)
    put(Array("mntrGRAYXYZ ".utf8), at: 12)
    put(Array("acsp".utf8), at: 36)
    put([0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d], at: 68)
    profile += [0, 0, 0, 1] + Array(name.utf8) + [0, 0, 0, 144, 0, 0, 0, UInt8(tag.count)]
    return ImageMetadata(iccProfile: profile + tag)
  }

  /// Light is proportional to samples.
  private static let lightProfile = profile("kTRC", Array("curv\0\0\0\0".utf8) + [0, 0, 0, 0])

  private static func chunk(_ kind: ColourChunk.Kind, _ data: [UInt8]) throws -> ImageMetadata {
    ImageMetadata(colourChunks: [try #require(ColourChunk(kind, data))])
  }

  /// The light of a picture, by which each sample of a constant picture is filtered.
  private func light(_ format: ImageFormat, _ metadata: ImageMetadata) throws -> Double {
    let pictures = try PictureFolder()
    try pictures.write(try Self.file(format, metadata), "a.\(format.fileExtension)")
    let run = try pictures.filter(
      "a.\(format.fileExtension)", "-k", "gaussian3", "--linear", "--format", "npy", "-o", "out")
    #expect(run.status == 0, "\(run.diagnostics)")
    let file = try pictures.read("out/a.npy")
    return try #require(NumpyArray(decoding: file).values.first)
  }

  @Test("samples are decoded as the file says", arguments: ImageFormat.allCases)
  func curves(_ format: ImageFormat) throws {
    #expect(abs(try light(format, ImageMetadata()) - 128.236) < 1e-3)
    #expect(abs(try light(format, Self.lightProfile) - 188) < 1e-3)
    if format == .jpeg { return }
    #expect(abs(try light(.png, Self.chunk(.gAMA, [0, 0, 0xc3, 0x50])) - 138.604) < 1e-3)
    #expect(abs(try light(.png, Self.chunk(.cICP, [1, 8, 0, 1])) - 188) < 1e-3)
    #expect(abs(try light(.png, Self.chunk(.sRGB, [0])) - 128.236) < 1e-3)
  }

  @Test(
    "samples come back and what was said about them stays", arguments: [50_000, 45455, 100_000])
  func comesBack(_ gamma: Int) throws {
    let metadata = try Self.chunk(
      .gAMA, [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: gamma >> $0) })
    let pictures = try PictureFolder()
    try pictures.write(try Self.file(.png, metadata), "a.png")
    let run = try pictures.filter("a.png", "-k", "gaussian3", "--linear", "-o", "out")
    #expect(run.status == 0)
    let decoded = try ImageDecoder.decode(try pictures.read("out/a.png"))
    #expect(decoded.image.samples == .uint8(Array(repeating: 188, count: 6)))
    #expect(decoded.metadata == metadata)
  }

  @Test("what is not known is refused, and the other files are done")
  func refused() throws {
    let pictures = try PictureFolder()
    let table = Self.profile("A2B0", [1, 2, 3, 4])
    try pictures.write(try Self.file(.jpeg, table), "in/a.jpg")
    try pictures.write(try Self.file(.png, Self.chunk(.cICP, [9, 18, 0, 1])), "in/b.png")
    try pictures.write(try Self.file(.png, ImageMetadata()), "in/c.png")
    let run = try pictures.filter("in", "-k", "gaussian3", "--linear", "-o", "out")
    #expect(run.status == 1)
    #expect(pictures.files() == ["c.png"])
    #expect(
      run.diagnostics.contains(
        "in/a.jpg: --linear cannot decode its samples, because its ICC profile has no curves of "
          + "single channels: convert it to sRGB first, or leave out --linear\n"))
    #expect(run.diagnostics.contains("in/b.png: --linear cannot decode its samples, because its "))
    #expect(try pictures.filter("in", "-k", "gaussian3", "-o", "out").status == 0)
  }
}
