import Codecs
import Pixels
import Testing
import _TestSupport

/// PNG files that say before and behind their pixels how they are to be turned.
@Suite("lenslet filter with an orientation in two places")
struct LateOrientationTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  /// A chunk: its length, name, data and checksum.
  private static func chunk(_ name: String, _ data: [UInt8], _ checksum: UInt32) -> [UInt8] {
    [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data
      + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> $0) }
  }

  /// EXIF of orientation 6 as text.
  private static let text = chunk(
    "tEXt",
    Array(
      ("Raw profile type exif\0\nexif\n      26\n"
        + "4d4d002a00000008000101120003000000010006000000000000\n").utf8), 0xd88e_ac41)

  private static func exif(_ orientation: UInt8, _ checksum: UInt32) -> [UInt8] {
    let start = Array("MM\0*\0\0\0\u{8}\0\u{1}\u{1}\u{12}\0\u{3}\0\0\0\u{1}\0".utf8)
    return chunk("eXIf", start + [orientation] + [UInt8](repeating: 0, count: 6), checksum)
  }

  /// What eXIf says, with the size and the samples of the upright picture.
  static let cases: [(exif: [UInt8], size: ImageSize, samples: [UInt8])] = [
    (exif(1, 0x13c0_75e7), ImageSize(width: 3, height: 2), [1, 2, 3, 4, 5, 6]),
    (exif(3, 0x845f_64ce), ImageSize(width: 3, height: 2), [6, 5, 4, 3, 2, 1]),
    (exif(8, 0x8658_3034), ImageSize(width: 2, height: 3), [3, 6, 2, 5, 1, 4]),
  ]

  @Test(
    "eXIf behind the pixels counts more than a text before them", arguments: cases.indices,
    ["clamp", "minmax"])
  func exifWins(_ index: Int, range: String) throws {
    let image = Image(
      size: ImageSize(width: 3, height: 2), layout: .grey, samples: .uint8([1, 2, 3, 4, 5, 6]))
    let file = try ImageEncoder.encode(image, as: .png)
    let (exif, size, samples) = Self.cases[index]
    try pictures.write(
      file[..<33] + Self.text + file[33..<(file.count - 12)] + exif + file.suffix(12), "a.png")
    let run = try pictures.filter("a.png", "-k", "identity", "--range", range, "-o", "out")
    #expect(run.status == 0, "\(run.diagnostics)")
    let result = try ImageDecoder.decode(pictures.read("out/a.png")).image
    #expect(result.size == size)
    // minmax spreads 1 to 6 over 0 to 255.
    let expected = range == "minmax" ? samples.map { 51 * ($0 - 1) } : samples
    #expect(result.samples == .uint8(expected))
  }
}
