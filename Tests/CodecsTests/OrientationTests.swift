import Codecs
import Pixels
import Testing

@Suite("Orientation")
struct OrientationTests {
  /// A TIFF structure with orientation and 300 by 150 pixels an inch, in either byte order.
  static func exif(orientation: Int, bigEndian: Bool) -> [UInt8] {
    func number(_ value: Int, _ size: Int) -> [UInt8] {
      let bytes = PNGBuilder.bigEndian(value).suffix(size)
      return bigEndian ? Array(bytes) : bytes.reversed()
    }
    let short = number(orientation, 2) + [0, 0]
    let entries = [
      number(0x0112, 2) + number(3, 2) + number(1, 4) + short,
      number(0x011a, 2) + number(5, 2) + number(1, 4) + number(50, 4),
      number(0x011b, 2) + number(5, 2) + number(1, 4) + number(58, 4),
    ]
    return [UInt8](text: bigEndian ? "MM" : "II") + number(42, 2) + number(8, 4)
      + number(entries.count, 2) + entries.joined() + number(0, 4)
      + number(600, 4) + number(2, 4) + number(300, 4) + number(2, 4)
  }

  /// What each orientation makes of the stored picture `a b c / d e f`.
  static let cases: [(Int, [String])] = [
    (1, ["abc", "def"]), (2, ["cba", "fed"]), (3, ["fed", "cba"]), (4, ["def", "abc"]),
    (5, ["ad", "be", "cf"]), (6, ["da", "eb", "fc"]), (7, ["fc", "eb", "da"]),
    (8, ["cf", "be", "ad"]),
  ]

  /// Each letter as a grey square, or as a single pixel.
  private func picture(_ rows: [String], square: Int) -> Image {
    let samples = rows.flatMap { row in
      let line = row.utf8.flatMap { [UInt8](repeating: $0, count: square) }
      return (0..<square).flatMap { _ in line }
    }
    return Image(
      size: ImageSize(width: (rows.first?.count ?? 0) * square, height: rows.count * square),
      layout: .grey, samples: .uint8(samples))
  }

  /// 300 by 150 an inch, exchanged by quarter turns.
  private func resolution(_ orientation: Int) -> Resolution {
    orientation < 5
      ? Resolution(horizontal: 300, vertical: 150, unit: .inch)
      : Resolution(horizontal: 150, vertical: 300, unit: .inch)
  }

  @Test("a JPEG is turned upright, whatever its byte order", arguments: cases, [false, true])
  func jpeg(_ expected: (orientation: Int, rows: [String]), _ bigEndian: Bool) throws {
    let stored = picture(["abc", "def"], square: 8)
    var file = try ImageEncoder.encode(stored, as: .jpeg, quality: 100)
    let exif = Self.exif(orientation: expected.orientation, bigEndian: bigEndian)
    file.insertSegment(0xe1, [UInt8](text: "Exif\0\0") + exif)
    let decoded = try ImageDecoder.decode(file)
    #expect(decoded.image == picture(expected.rows, square: 8))
    #expect(decoded.metadata.resolution == resolution(expected.orientation))
    // Written again, the picture is upright and says nothing about orientation.
    let again = try ImageEncoder.encode(decoded.image, metadata: decoded.metadata, as: .jpeg)
    #expect(again.index(of: [UInt8](text: "Exif")) == nil)
  }

  @Test("a PNG is turned upright, before or after its pixels", arguments: cases, [false, true])
  func png(_ expected: (orientation: Int, rows: [String]), _ late: Bool) throws {
    let stored = Array("abcdef".utf8)
    let exif = Self.exif(orientation: expected.orientation, bigEndian: late)
    var builder = PNGBuilder(
      width: 3, height: 2, sample: { x, y, _ in Int(stored[3 * y + x]) })
    if late { builder.lateChunks = [("eXIf", exif)] } else { builder.chunks = [("eXIf", exif)] }
    let decoded = try ImageDecoder.decode(builder.file)
    #expect(decoded.image == picture(expected.rows, square: 1))
    #expect(decoded.metadata.resolution == resolution(expected.orientation))
  }

  @Test("pixels of several 16-bit samples stay together, over many tiles")
  func tiles() throws {
    let builder = PNGBuilder(
      width: 130, height: 70, colourType: .rgba, depth: 16,
      chunks: [("eXIf", Self.exif(orientation: 6, bigEndian: true))],
      sample: { x, y, c in x * 256 + y + c * 16384 })
    let image = try ImageDecoder.decode(builder.file).image
    #expect(image.size == ImageSize(width: 70, height: 130))
    var expected: [UInt16] = []
    for y in 0..<130 {
      for x in 0..<70 {
        for c in 0..<4 { expected.append(UInt16((y * 256 + (69 - x) + c * 16384) & 0xffff)) }
      }
    }
    #expect(image.samples == .uint16(expected))
  }

  @Test("a damaged or absurd EXIF block counts as absent")
  func damaged() throws {
    let whole = Self.exif(orientation: 6, bigEndian: false)
    let upright = picture(["abc"], square: 1)
    var odd = [
      Self.exif(orientation: 0, bigEndian: false), Self.exif(orientation: 9, bigEndian: true),
    ]
    // Cut inside the first entry, and with offsets beyond the end.
    odd += (4..<22).map { Array(whole.prefix($0)) }
    odd.append([UInt8](text: "II*\0") + [0xff, 0xff, 0xff, 0xff])
    for exif in odd {
      let builder = PNGBuilder(
        width: 3, height: 1, chunks: [("eXIf", exif)], sample: { x, _, _ in 97 + x })
      #expect(try ImageDecoder.decode(builder.file).image == upright)
    }
  }
}
