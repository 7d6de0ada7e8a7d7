import Codecs
import Pixels
import Testing
import _TestSupport

@Suite("EXIF")
struct ExifTests {
  /// A field: its tag, type, count and the bytes of its values.
  struct Field: Sendable {
    let tag: Int
    let type: Int
    var count = 1
    let values: [Int]
    /// Bytes of a value.
    let size: Int
  }

  /// A TIFF structure of some fields.
  private static func exif(_ fields: [Field], bigEndian: Bool) -> [UInt8] {
    func number(_ value: Int, _ size: Int) -> [UInt8] {
      let bytes = (PNGBuilder.bigEndian(value >> 32) + PNGBuilder.bigEndian(value)).suffix(size)
      return bigEndian ? Array(bytes) : bytes.reversed()
    }
    var later: [UInt8] = []
    var entries: [UInt8] = []
    for field in fields {
      let values = field.values.flatMap { number($0, field.size) }
      entries += number(field.tag, 2) + number(field.type, 2) + number(field.count, 4)
      if values.count <= 4 {
        entries += values + [UInt8](repeating: 0, count: 4 - values.count)
      } else {
        entries += number(14 + 12 * fields.count + later.count, 4)
        later += values
      }
    }
    return [UInt8](text: bigEndian ? "MM" : "II") + number(42, 2) + number(8, 4)
      + number(fields.count, 2) + entries + number(0, 4) + later
  }

  @Test("the prefix may stand there twice", arguments: [false, true])
  func prefixes(jpeg: Bool) throws {
    let exif = Self.exif([Field(tag: 0x112, type: 3, values: [6], size: 2)], bigEndian: true)
    let image = try decoded([UInt8](text: "Exif\0\0") + exif, jpeg: jpeg).image
    #expect(image.width < image.height)
  }

  private func decoded(_ exif: [UInt8], jpeg: Bool) throws -> DecodedImage {
    if jpeg {
      var builder = JPEGBuilder()
      builder.applications += JPEGBuilder.segment(0xe1, [UInt8](text: "Exif\0\0") + exif)
      return try ImageDecoder.decode(builder.file)
    }
    let builder = PNGBuilder(
      width: 2, height: 1, chunks: [("eXIf", exif)], sample: { x, _, _ in 100 + x })
    return try ImageDecoder.decode(builder.file)
  }

  /// The types of integers, with the bytes of a value.
  private static let integers = [
    (1, 1), (3, 2), (4, 4), (6, 1), (8, 2), (9, 4), (16, 8), (17, 8),
  ]

  @Test(
    "an orientation may be an integer of any type, and one of several", arguments: integers,
    [false, true])
  func orientation(_ integer: (type: Int, size: Int), _ bigEndian: Bool) throws {
    for count in [1, 3] {
      let field = Field(
        tag: 0x112, type: integer.type, count: count,
        values: [6] + [Int](repeating: 1, count: count - 1), size: integer.size)
      let exif = Self.exif([field], bigEndian: bigEndian)
      for jpeg in [false, true] {
        let image = try decoded(exif, jpeg: jpeg)
        #expect(
          image.image.size == (jpeg ? .init(width: 16, height: 32) : .init(width: 1, height: 2)))
        let isByTheBook = integer.type == 3 && count == 1
        #expect(image.notices == (isByTheBook ? [] : [.exif]))
      }
    }
  }

  @Test("a resolution may be a fraction with a sign, or an integer", arguments: [false, true])
  func resolution(bigEndian: Bool) throws {
    func read(_ type: Int, _ size: Int, _ values: [Int], unit: (Int, Int)) throws -> DecodedImage {
      try decoded(
        Self.exif(
          [
            Field(tag: 0x11a, type: type, values: values, size: size),
            Field(tag: 0x11b, type: type, values: values, size: size),
            Field(tag: 0x128, type: unit.0, values: [3], size: unit.1),
          ], bigEndian: bigEndian), jpeg: true)
    }
    let expected = Resolution(horizontal: 118, vertical: 118, unit: .centimetre)
    #expect(try read(5, 4, [236, 2], unit: (3, 2)).metadata.resolution == expected)
    #expect(try read(5, 4, [236, 2], unit: (3, 2)).notices == [])
    #expect(try read(10, 4, [-236, -2], unit: (4, 4)).metadata.resolution == expected)
    #expect(try read(10, 4, [236, 2], unit: (9, 4)).notices == [.exif])
    for (type, size) in [(1, 1), (3, 2), (4, 4), (8, 2), (9, 4)] {
      #expect(try read(type, size, [118], unit: (1, 1)).metadata.resolution == expected)
    }
  }

  @Test(
    "what is out of range is ignored",
    arguments: [
      Field(tag: 0x112, type: 4, values: [9], size: 4),
      Field(tag: 0x112, type: 9, values: [-6], size: 4),
      Field(tag: 0x112, type: 16, values: [.min], size: 8),
      Field(tag: 0x112, type: 17, values: [.min], size: 8),
      Field(tag: 0x112, type: 3, count: 0, values: [6], size: 2),
      Field(tag: 0x112, type: 2, values: [0x36], size: 1),
      Field(tag: 0x112, type: 4, count: 0x4000_0001, values: [6], size: 4),
      Field(tag: 0x11a, type: 5, values: [1, 0], size: 4),
      Field(tag: 0x11a, type: 10, values: [-300, 1], size: 4),
      Field(tag: 0x128, type: 3, values: [77], size: 2),
    ])
  func ignored(_ field: Field) throws {
    for jpeg in [false, true] {
      let image = try decoded(Self.exif([field], bigEndian: false), jpeg: jpeg)
      #expect(image.image.size.width > image.image.size.height)
      #expect(image.metadata.resolution == nil)
      #expect(image.notices == [.exif])
    }
  }

  @Test("a block that is cut in its fields is told, and those before count")
  func cut() throws {
    let fields = [
      Field(tag: 0x112, type: 3, values: [6], size: 2),
      Field(tag: 0x128, type: 3, values: [2], size: 2),
    ]
    let exif = Self.exif(fields, bigEndian: true)
    for (length, isTurned) in [(33, true), (22, true), (21, false), (10, false)] {
      for jpeg in [false, true] {
        let image = try decoded(Array(exif.prefix(length)), jpeg: jpeg)
        #expect((image.image.size.width < image.image.size.height) == isTurned)
        #expect(image.notices == [.exif])
      }
    }
  }

  @Test("the first of several EXIF segments counts, wherever it stands")
  func segments() throws {
    let field = { (value: Int) in Field(tag: 0x112, type: 3, values: [value], size: 2) }
    let turned = Self.exif([field(6)], bigEndian: true)
    let upright = Self.exif([field(1)], bigEndian: false)
    var builder = JPEGBuilder()
    builder.applications +=
      JPEGBuilder.segment(0xe1, [UInt8](text: "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"))
      + JPEGBuilder.segment(0xe1, [UInt8](text: "Exif\0") + [0xff] + turned)
      + JPEGBuilder.segment(0xe1, [UInt8](text: "Exif\0\0") + upright)
    let image = try ImageDecoder.decode(builder.file)
    #expect(image.image.size == ImageSize(width: 16, height: 32))
    #expect(image.notices == [])
  }
}
