import Codecs
import Pixels
import Testing

@Suite("EXIF in texts of PNGs")
struct RawExifTests {
  /// EXIF of an orientation and 300 pixels an inch, in either byte order.
  private static func exif(_ orientation: UInt8, isBigEndian: Bool = false) -> [UInt8] {
    isBigEndian
      ? [UInt8](text: "MM\0*") + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation]
        + [0, 0, 0, 0, 0, 0]
      : [UInt8](text: "II*\0") + [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0]
        + [0, 0, 0, 0, 0, 0]
  }

  /// As ImageMagick writes a profile.
  private static func text(
    _ block: [UInt8], name: String = "exif", count: Int? = nil, line: Int = 72,
    isUpper: Bool = false
  ) -> [UInt8] {
    let digits = block.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: isUpper) }
      .joined()
    let number = String(count ?? block.count)
    var text = "\n\(name)\n" + String(repeating: " ", count: 8 - number.count) + number
    for (index, digit) in digits.enumerated() {
      if index % line == 0 { text += "\n" }
      text.append(digit)
    }
    return [UInt8](text: text + "\n")
  }

  private static let prefix = [UInt8](text: "Exif\0\0")
  private static let keyword = [UInt8](text: "Raw profile type exif\0")

  /// A picture of 4x2 pixels with chunks on either side of the pixels.
  private func size(
    _ chunks: [(name: String, data: [UInt8])], late: [(name: String, data: [UInt8])] = [],
    notices: Set<ImageNotice> = []
  ) throws -> ImageSize {
    let builder = PNGBuilder(width: 4, height: 2, chunks: chunks, lateChunks: late)
    let own = try ImageDecoder.decode(builder.file)
    #expect(try ImageDecoder.decode(builder.file, decoder: .library) == own)
    #expect(own.notices == notices)
    return own.image.size
  }

  private static let upright = ImageSize(width: 4, height: 2)
  private static let turned = ImageSize(width: 2, height: 4)

  @Test("it counts in every kind of text, in either byte order, with and without a prefix")
  func kinds() throws {
    for isBigEndian in [false, true] {
      for block in [Self.exif(6, isBigEndian: isBigEndian), Self.prefix + Self.exif(6)] {
        let text = Self.text(block)
        let packed = PNGBuilder.zlib(text)
        let chunks: [(String, [UInt8])] = [
          ("tEXt", Self.keyword + text), ("zTXt", Self.keyword + [0] + packed),
          ("iTXt", Self.keyword + [0, 0, 0, 0] + text),
          ("iTXt", Self.keyword + [1, 0] + [UInt8](text: "en\0exif\0") + packed),
          ("tEXt", [UInt8](text: "Raw profile type APP1\0") + Self.text(block, name: "APP1")),
          ("tEXt", [UInt8](text: "Raw Profile Type EXIF\0") + Self.text(block, isUpper: true)),
          ("tEXt", Self.keyword + Self.text(block, line: 2)),
        ]
        for chunk in chunks {
          #expect(try size([chunk]) == Self.turned)
          #expect(try size([], late: [chunk]) == Self.turned)
        }
      }
    }
  }

  @Test("a chunk of EXIF counts more, wherever it stands")
  func chunkFirst() throws {
    let text = ("tEXt", Self.keyword + Self.text(Self.exif(6)))
    #expect(try size([text, ("eXIf", Self.exif(1))]) == Self.upright)
    #expect(try size([("eXIf", Self.exif(1)), text]) == Self.upright)
    #expect(try size([text], late: [("eXIf", Self.exif(1))]) == Self.upright)
    #expect(try size([("eXIf", Self.exif(8))], late: [text]) == Self.turned)
  }

  @Test("the first of several texts that has EXIF counts")
  func firstText() throws {
    let xmp = [UInt8](text: "http://ns.adobe.com/xap/1.0/\0<x/>")
    let app1 = [UInt8](text: "Raw profile type APP1\0")
    let texts = [
      ("tEXt", app1 + Self.text(xmp)), ("tEXt", Self.keyword + Self.text(Self.exif(5))),
      ("tEXt", Self.keyword + Self.text(Self.exif(1))),
    ]
    #expect(try size(texts) == Self.turned)
  }

  @Test("text that is malformed is passed over, and told")
  func malformed() throws {
    let good = Self.text(Self.exif(6))
    var wrongDigit = good
    wrongDigit[30] = UInt8(ascii: "g")
    let texts: [[UInt8]] = [
      [], [0x0a], [UInt8](text: "\nexif\n"), [UInt8](text: "\nexif\n  99999999999999999999\n4d4d"),
      [UInt8](text: "\nexif\n-5\n4d4d"), Array(good.dropLast(3)), wrongDigit,
      Self.text(Self.exif(6), count: 4), Self.text(Self.exif(6), count: 27),
      Self.text(Self.exif(6), count: 0), Self.text(Self.exif(6), count: 9999),
    ]
    for text in texts {
      #expect(try size([("tEXt", Self.keyword + text)], notices: [.exif]) == Self.upright)
      // A later one counts.
      let later = ("tEXt", Self.keyword + good)
      #expect(try size([("tEXt", Self.keyword + text), later], notices: [.exif]) == Self.turned)
    }
  }

  @Test("more digits than the text states are told, and the others count")
  func surplus() throws {
    let long = Self.text(Self.exif(6) + [0, 0], count: 26)
    let words = Self.text(Self.exif(6)) + [UInt8](text: "the end")
    for text in [long, words, Self.text(Self.exif(6)) + [0x30]] {
      #expect(try size([("tEXt", Self.keyword + text)], notices: [.exif]) == Self.turned)
      #expect(try size([], late: [("tEXt", Self.keyword + text)], notices: [.exif]) == Self.turned)
    }
  }

  @Test("text that is anything else is passed over")
  func otherTexts() throws {
    let good = Self.text(Self.exif(6))
    let other = Self.text([1, 2, 3, 4, 5, 6, 7, 8])
    #expect(try size([("tEXt", Self.keyword + other)]) == Self.upright)
    #expect(try size([("tEXt", [UInt8](text: "Comment\0") + good)]) == Self.upright)
    #expect(try size([("zTXt", Self.keyword + [1] + PNGBuilder.zlib(good))]) == Self.upright)
    #expect(try size([("zTXt", Self.keyword + [0] + [1, 2, 3])]) == Self.upright)
    #expect(
      try size([("zTXt", Self.keyword + [0] + PNGBuilder.zlib(good, adler: 1))]) == Self.upright)
    #expect(try size([("iTXt", Self.keyword + [0, 0, 0] + good)]) == Self.upright)
  }

  @Test("a text that unpacks to more than 4 MiB is passed over")
  func huge() throws {
    let good = Self.text(Self.exif(6))
    let spaces = [UInt8](repeating: 0x20, count: 1 << 22)
    #expect(
      try size([("tEXt", Self.keyword + good + spaces)]) == Self.upright)
    #expect(
      try size([("zTXt", Self.keyword + [0] + PNGBuilder.zlib(good + spaces))]) == Self.upright)
    #expect(try size([("tEXt", Self.keyword + good + spaces.prefix(9999))]) == Self.turned)
  }

  @Test("an eXIf chunk that begins as in a JPEG counts, and is told")
  func prefixed() throws {
    let builder = PNGBuilder(
      width: 4, height: 2, chunks: [("eXIf", Self.prefix + Self.exif(6))])
    let decoded = try ImageDecoder.decode(builder.file)
    #expect(decoded.image.size == Self.turned)
    #expect(decoded.notices == [.chunk])
  }
}
