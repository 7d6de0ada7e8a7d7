import Codecs
import Pixels
import Testing

@Suite("Colours of PNGs")
struct ColourTests {
  private static let chunks: [(ColourChunk.Kind, [UInt8])] = [
    (.cICP, [9, 16, 0, 1]), (.mDCV, (0..<24).map { UInt8($0) }), (.cLLI, [0, 1, 2, 3, 4, 5, 6, 7]),
    (.sRGB, [3]), (.gAMA, PNGBuilder.bigEndian(45455)), (.cHRM, (0..<32).map { UInt8($0) }),
  ]

  private static let decoders = [ImageDecoder.PNGDecoder.quickest, .library]

  private func metadata(_ chunks: [(ColourChunk.Kind, [UInt8])]) throws -> ImageMetadata {
    ImageMetadata(colourChunks: try chunks.map { try #require(ColourChunk($0, $1)) })
  }

  @Test("chunks go into a PNG as they are, in their order, and a JPEG holds none")
  func carried() throws {
    for type in [PNGBuilder.ColourType.grey, .rgb, .palette] {
      for order in [Self.chunks, Self.chunks.reversed()] {
        var builder = PNGBuilder(colourType: type)
        builder.chunks = order.map { ($0.rawValue, $1) }
        if type == .palette { builder.chunks.append(("PLTE", [1, 2, 3])) }
        for decoder in Self.decoders {
          let decoded = try ImageDecoder.decode(builder.file, decoder: decoder)
          #expect(try decoded.metadata == metadata(order))
          let png = try ImageEncoder.encode(decoded.image, metadata: decoded.metadata, as: .png)
          for (kind, data) in order {
            #expect(png.index(of: PNGBuilder.chunk(kind.rawValue, data)) != nil)
          }
          #expect(try ImageDecoder.decode(png, decoder: decoder) == decoded)
          let jpeg = try ImageEncoder.encode(decoded.image, metadata: decoded.metadata, as: .jpeg)
          #expect(try ImageDecoder.decode(jpeg).metadata == ImageMetadata())
        }
      }
    }
  }

  @Test("they stand beside a profile")
  func besideProfile() throws {
    let metadata = ImageMetadata(
      iccProfile: MetadataTests.profile("GRAY"),
      resolution: Resolution(horizontal: 2835, vertical: 2835, unit: .metre),
      colourChunks: try metadata(Self.chunks).colourChunks)
    let image = Image(size: ImageSize(width: 1, height: 1), layout: .grey, samples: .uint8([1]))
    let png = try ImageEncoder.encode(image, metadata: metadata, as: .png)
    for decoder in Self.decoders {
      let decoded = try ImageDecoder.decode(png, decoder: decoder)
      #expect(decoded.metadata == metadata)
      #expect(decoded.notices.isEmpty)
    }
  }

  private static func gamma(_ value: Int) -> (ColourChunk.Kind, [UInt8]) {
    (.gAMA, PNGBuilder.bigEndian(value))
  }

  @Test("the chunk that counts most says how samples encode light")
  func curves() throws {
    let srgb = (ColourChunk.Kind.sRGB, [UInt8](repeating: 0, count: 1))
    let cases: [([(ColourChunk.Kind, [UInt8])], TransferCurve)] = [
      ([], .srgb), ([Self.gamma(45455)], .srgb), ([Self.gamma(45000)], .srgb),
      ([Self.gamma(45909)], .srgb), ([Self.gamma(44999)], .power(100_000 / 44999.0)),
      ([Self.gamma(45910)], .power(100_000 / 45910.0)), ([Self.gamma(100_000)], .linear),
      ([Self.gamma(100_000), srgb], .srgb), ([srgb, Self.gamma(50_000)], .srgb),
      ([(.cICP, [1, 8, 0, 1]), srgb], .linear),
      ([(.cICP, [1, 13, 0, 1]), Self.gamma(100_000)], .srgb),
      ([(.cICP, [1, 2, 0, 1]), Self.gamma(100_000)], .linear),
      ([(.cICP, [1, 1, 0, 1])], .rec709), ([(.cICP, [9, 14, 0, 1])], .rec709),
      ([(.cICP, [5, 4, 0, 1])], .power(2.2)), ([(.cICP, [5, 5, 0, 1])], .power(2.8)),
    ]
    for (chunks, curve) in cases { #expect(try metadata(chunks).transferCurve() == curve) }
  }

  @Test(
    "a cICP that is not read says so",
    arguments: [
      ([9, 16, 0, 1], "its cICP chunk says transfer 16 (PQ)"),
      ([9, 18, 0, 1], "its cICP chunk says transfer 18 (HLG)"),
      ([9, 200, 0, 1], "its cICP chunk says transfer 200"),
      ([1, 13, 0, 0], "its cICP chunk says narrow range"),
    ] as [([UInt8], String)])
  func unknown(_ codes: [UInt8], _ reason: String) throws {
    let metadata = try metadata([(.cICP, codes), (.sRGB, [0])])
    #expect(throws: CodecError.unknownTransfer(reason)) { try metadata.transferCurve() }
  }

  /// A profile of some tags.
  private static func profile(_ tags: [(String, [UInt8])]) -> ImageMetadata {
    var profile = [UInt8](repeating: 0, count: 128) + PNGBuilder.bigEndian(tags.count)
    var offset = 132 + 12 * tags.count
    for (name, data) in tags {
      profile +=
        [UInt8](text: name) + PNGBuilder.bigEndian(offset) + PNGBuilder.bigEndian(data.count)
      offset += data.count
    }
    return ImageMetadata(iccProfile: profile + tags.flatMap(\.1))
  }

  /// A curve of 16-bit numbers.
  private static func curve(_ values: [Int]) -> [UInt8] {
    [UInt8](text: "curv\0\0\0\0") + PNGBuilder.bigEndian(values.count)
      + values.flatMap { PNGBuilder.bigEndian($0).suffix(2) }
  }

  /// A parametric curve.
  private static func parametric(_ type: UInt8, _ values: [Double]) -> [UInt8] {
    [UInt8](text: "para\0\0\0\0") + [0, type, 0, 0]
      + values.flatMap { PNGBuilder.bigEndian(Int(($0 * 65536).rounded())) }
  }

  private static func colour(_ curve: [UInt8]) -> ImageMetadata {
    profile([("rTRC", curve), ("gTRC", curve), ("bTRC", curve)])
  }

  @Test("the curve of a profile counts before sRGB and gAMA")
  func profileCurves() throws {
    let srgb = Self.parametric(
      3, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
    #expect(try Self.colour(srgb).transferCurve() == .srgb)
    #expect(try Self.profile([("kTRC", srgb)]).transferCurve() == .srgb)
    #expect(try Self.colour(Self.curve([])).transferCurve() == .linear)
    #expect(try Self.colour(Self.curve([256])).transferCurve() == .linear)
    // 2.19921875, as Adobe RGB has it.
    #expect(try Self.colour(Self.curve([563])).transferCurve() == .power(2.19921875))
    #expect(try Self.colour(Self.parametric(0, [1.8])).transferCurve() == .power(117_965 / 65536.0))
    let table = [0, 1000, 20000, 65535]
    #expect(
      try Self.colour(Self.curve(table)).transferCurve()
        == .sampled(table.map { Double($0) / 65535 }))
    // The sRGB curve in 1024 steps, as files of a camera have it.
    let steps = (0..<1024).map {
      Int((65535 * TransferCurve.srgb.light(Double($0) / 1023)).rounded())
    }
    #expect(try Self.colour(Self.curve(steps)).transferCurve() == .srgb)
    let both = ImageMetadata(
      iccProfile: Self.colour(Self.curve([256])).iccProfile,
      colourChunks: try metadata([(.sRGB, [0]), Self.gamma(45455)]).colourChunks)
    #expect(try both.transferCurve() == .linear)
  }

  @Test("a profile whose curve cannot be told says so")
  func otherProfiles() throws {
    let (one, other) = (Self.curve([256]), Self.curve([512]))
    let profiles: [ImageMetadata] = [
      ImageMetadata(iccProfile: []),
      ImageMetadata(iccProfile: [UInt8](repeating: 0xff, count: 300)),
      Self.profile([]), Self.profile([("A2B0", [1, 2, 3])]),
      Self.profile([("A2B0", [1, 2, 3]), ("kTRC", one)]),
      Self.profile([("rTRC", one), ("gTRC", other), ("bTRC", one)]), Self.colour([]),
      Self.colour([UInt8](text: "mft2")), Self.colour(Self.curve([0])),
      Self.colour(Self.curve([0, 65535, 0])), Self.colour(Self.curve([7, 7])),
      Self.colour([UInt8](text: "curv\0\0\0\0") + PNGBuilder.bigEndian(9)),
      Self.colour([UInt8](text: "curv\0\0\0\0") + PNGBuilder.bigEndian(Int(UInt32.max)) + [1, 2]),
      Self.colour(Self.parametric(9, [1])), Self.colour(Self.parametric(0, [0])),
      Self.colour(Self.parametric(4, [2.2, 1])), Self.colour(Self.parametric(1, [2, 0, 1])),
      Self.colour(Self.parametric(3, [2, -1, 1, 1, 0])),
    ]
    for (index, profile) in profiles.enumerated() {
      #expect(throws: CodecError.self, "profile \(index)") { try profile.transferCurve() }
    }
  }

  @Test("chunks that say nothing possible are none")
  func impossible() {
    #expect(ColourChunk(.gAMA, [0, 0, 0, 15]) == nil)
    #expect(ColourChunk(.gAMA, [0xff, 0xff, 0xff, 0xff]) == nil)
    #expect(ColourChunk(.gAMA, [0, 0, 0]) == nil)
    #expect(ColourChunk(.sRGB, [4]) == nil)
    #expect(ColourChunk(.cHRM, []) == nil)
  }
}
