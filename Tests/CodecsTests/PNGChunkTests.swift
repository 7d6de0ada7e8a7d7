import Codecs
import Pixels
import Testing
import _TestSupport

@Suite("PNG chunks without pixels")
struct PNGChunkTests {
  private static let samples = Samples.uint8([0, 10, 20, 30, 100, 110, 120, 130])

  /// A picture of 4x2 grey pixels of these samples.
  private static func builder(_ type: PNGBuilder.ColourType = .grey) -> PNGBuilder {
    PNGBuilder(width: 4, height: 2, colourType: type, sample: { x, y, _ in 100 * y + 10 * x })
  }

  /// Where chunks stand in a file.
  enum Place: CaseIterable {
    case beforePixels
    case afterPixels
    case both
  }

  /// A chunk of each kind that has no pixels, good but for its checksum.
  private static let kinds: [(name: String, data: [UInt8])] = [
    ("tEXt", [UInt8](text: "Comment\0none")), ("zTXt", [UInt8](text: "Comment\0\0") + [1, 2, 3]),
    ("iTXt", [UInt8](text: "XML:com.adobe.xmp\0\0\0\0\0<x/>")),
    ("pHYs", PNGBuilder.bigEndian(2835) + PNGBuilder.bigEndian(2835) + [1]),
    ("tIME", [7, 226, 1, 1, 0, 0, 0]), ("bKGD", [0, 1]), ("sBIT", [3]), ("hIST", [0, 1]),
    ("gAMA", PNGBuilder.bigEndian(100_000)), ("sRGB", [0]), ("cICP", [9, 16, 0, 1]),
    ("cHRM", [UInt8](repeating: 0, count: 32)), ("eXIf", turned), ("prVt", [1, 2, 3]), ("abCd", []),
    ("iCCP", [UInt8](text: "p\0\0") + PNGBuilder.zlib(MetadataTests.profile("GRAY"))),
    ("acTL", PNGBuilder.bigEndian(1) + PNGBuilder.bigEndian(0)),
  ]

  /// EXIF that says a quarter turn.
  private static let turned: [UInt8] =
    [UInt8](text: "MM\0*") + PNGBuilder.bigEndian(8)
    + [0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]

  /// A chunk whose checksum is wrong.
  private static func broken(_ kind: (name: String, data: [UInt8])) -> [UInt8] {
    var chunk = PNGBuilder.chunk(kind.name, kind.data)
    chunk[chunk.count - 1] ^= 1
    return chunk
  }

  /// The parts of a picture with bytes between header, pixels and end.
  private static func file(
    _ builder: PNGBuilder = builder(), before: [UInt8] = [], after: [UInt8] = []
  ) -> [UInt8] {
    PNGBuilder.signature + builder.header + before
      + PNGBuilder.chunk("IDAT", PNGBuilder.zlib(builder.scanlines)) + after
      + PNGBuilder.chunk("IEND", [])
  }

  private static let decoders = [ImageDecoder.PNGDecoder.quickest, .library]

  @Test(
    "a chunk with a wrong checksum is left out, and told", arguments: kinds.indices, Place.allCases)
  func wrongChecksum(_ index: Int, _ place: Place) throws {
    let chunk = Self.broken(Self.kinds[index])
    let file = Self.file(
      before: place == .afterPixels ? [] : chunk, after: place == .beforePixels ? [] : chunk)
    for decoder in Self.decoders {
      let decoded = try ImageDecoder.decode(file, decoder: decoder)
      #expect(decoded.image.samples == Self.samples)
      #expect(decoded.image.size == ImageSize(width: 4, height: 2))
      #expect(decoded.metadata == ImageMetadata())
      #expect(decoded.notices == [.chunkChecksum])
      #expect(throws: CodecError.notByTheBook(.png, [.chunkChecksum])) {
        try ImageDecoder.decode(file, limits: DecodingLimits(isStrict: true), decoder: decoder)
      }
    }
  }

  @Test("all at once are left out, and the good ones beside them are not")
  func several() throws {
    let good = PNGBuilder.chunk("gAMA", PNGBuilder.bigEndian(45455))
    let file = Self.file(
      before: Self.kinds.flatMap(Self.broken) + good, after: Self.kinds.flatMap(Self.broken))
    for decoder in Self.decoders {
      let decoded = try ImageDecoder.decode(file, decoder: decoder)
      #expect(decoded.image.samples == Self.samples)
      let gamma = try #require(ColourChunk(.gAMA, PNGBuilder.bigEndian(45455)))
      #expect(decoded.metadata == ImageMetadata(colourChunks: [gamma]))
      #expect(decoded.notices == [.chunkChecksum])
    }
  }

  @Test("chunks that touch pixels stay strict", arguments: ["IHDR", "PLTE", "tRNS", "IDAT"])
  func strictChunks(_ name: String) throws {
    var builder = Self.builder(.palette)
    builder.depth = 8
    builder.chunks = [("PLTE", [UInt8](repeating: 7, count: 768)), ("tRNS", [1])]
    for decoder in Self.decoders {
      _ = try ImageDecoder.decode(builder.file, decoder: decoder)
      var file = builder.file
      let start = try #require(file.index(of: [UInt8](text: name)))
      let length = file[start - 4..<start].reduce(0) { $0 << 8 | Int($1) }
      file[start + 4 + length] ^= 1
      #expect(throws: CodecError.damaged(.png, reason: "\(name): CRC error")) {
        try ImageDecoder.decode(file, decoder: decoder)
      }
    }
  }

  @Test("the end of a file with a wrong checksum, or with data, is an end")
  func badEnd() throws {
    let whole = Self.file()
    let withData =
      whole.dropLast(12) + PNGBuilder.chunk("IEND", [1])
    for decoder in Self.decoders {
      let wrong = try ImageDecoder.decode(whole.dropLast() + [0], decoder: decoder)
      #expect(wrong.image.samples == Self.samples)
      #expect(wrong.notices == [.chunkChecksum])
      let full = try ImageDecoder.decode(Array(withData), decoder: decoder)
      #expect(full.image.samples == Self.samples)
      #expect(full.notices == [.chunk])
    }
  }

  /// Chunks whose checksum is right and which are not by the book otherwise.
  private static let malformedChunks: [(name: String, before: [UInt8], after: [UInt8])] = {
    let resolution = PNGBuilder.chunk(
      "pHYs", PNGBuilder.bigEndian(2835) + PNGBuilder.bigEndian(2835) + [1])
    let gamma = PNGBuilder.chunk("gAMA", PNGBuilder.bigEndian(45455))
    return [
      ("a short pHYs", PNGBuilder.chunk("pHYs", [1, 2, 3]), []),
      ("a long pHYs", PNGBuilder.chunk("pHYs", [UInt8](repeating: 1, count: 5000)), []),
      ("a late pHYs", [], resolution), ("a late gAMA", [], gamma),
      ("an empty gAMA", PNGBuilder.chunk("gAMA", []), []),
      ("a gAMA of 0", PNGBuilder.chunk("gAMA", [0, 0, 0, 0]), []),
      ("an sRGB of no intent", PNGBuilder.chunk("sRGB", [4]), []),
      ("a short cHRM", PNGBuilder.chunk("cHRM", [1]), []),
      ("a long cICP", PNGBuilder.chunk("cICP", [9, 16, 0, 1, 0]), []),
      ("a pHYs of an unknown unit", PNGBuilder.chunk("pHYs", [0, 0, 0, 0, 0, 0, 0, 0, 2]), []),
      ("an empty bKGD", PNGBuilder.chunk("bKGD", []), []),
      ("a long sBIT", PNGBuilder.chunk("sBIT", [1, 2, 3, 4, 5]), []),
      ("a late short tIME", [], PNGBuilder.chunk("tIME", [7, 226])),
      ("an empty hIST", PNGBuilder.chunk("hIST", []), []),
      ("a short acTL", PNGBuilder.chunk("acTL", [0, 0, 0, 1]), []),
      ("a name of a reserved kind", PNGBuilder.chunk("prvt", []), []),
      ("a text without a keyword", PNGBuilder.chunk("tEXt", [UInt8](text: "words")), []),
      ("a text of an empty keyword", [], PNGBuilder.chunk("zTXt", [0, 0])),
      (
        "a text of a long keyword",
        PNGBuilder.chunk("iTXt", [UInt8](repeating: 0x6b, count: 80) + [0, 0, 0, 0, 0]), []
      ),
      ("an eXIf that is none", PNGBuilder.chunk("eXIf", [1, 2, 3, 4]), []),
      ("a palette of grey", PNGBuilder.chunk("PLTE", [1, 2, 3]), []),
      ("a late palette", [], PNGBuilder.chunk("PLTE", [1, 2, 3])),
      ("a late tRNS", [], PNGBuilder.chunk("tRNS", [0, 10])),
      ("a long tRNS", PNGBuilder.chunk("tRNS", [0, 10, 0]), []),
    ]
  }()

  @Test("a malformed or misplaced chunk is left out, and told", arguments: malformedChunks.indices)
  func malformed(_ index: Int) throws {
    let (name, before, after) = Self.malformedChunks[index]
    let file = Self.file(before: before, after: after)
    for decoder in Self.decoders {
      let decoded = try ImageDecoder.decode(file, decoder: decoder)
      #expect(decoded.image.samples == Self.samples, "\(name)")
      #expect(decoded.metadata == ImageMetadata(), "\(name)")
      #expect(decoded.notices == [.chunk], "\(name)")
    }
  }

  @Test("of a chunk that is there twice the first counts")
  func twice() throws {
    let first = PNGBuilder.bigEndian(2835) + PNGBuilder.bigEndian(5670) + [1]
    let file = Self.file(
      before: PNGBuilder.chunk("pHYs", first) + PNGBuilder.chunk("pHYs", first.reversed()))
    for decoder in Self.decoders {
      let decoded = try ImageDecoder.decode(file, decoder: decoder)
      #expect(
        decoded.metadata.resolution
          == Resolution(horizontal: 2835, vertical: 5670, unit: .metre))
      #expect(decoded.notices == [.chunk])
    }
  }

  /// Profiles that are left out, packed.
  private static let badProfiles: [[UInt8]] = {
    let good = MetadataTests.profile("GRAY")
    var unmarked = good
    unmarked[36] = 0
    let name = [UInt8](text: "p\0\0")
    return [
      name + PNGBuilder.zlib(MetadataTests.profile("RGB ")), name + PNGBuilder.zlib(unmarked),
      name + PNGBuilder.zlib(good + [0]), name + PNGBuilder.zlib(good, adler: 1),
      name + PNGBuilder.zlib(good).prefix(100), name + PNGBuilder.zlib([]), name, [],
      [UInt8](text: "p\0\u{1}") + PNGBuilder.zlib(good), PNGBuilder.zlib(good),
    ]
  }()

  @Test("a profile that is damaged or of other channels is left out, and told")
  func badProfile() throws {
    for data in Self.badProfiles {
      let file = Self.file(before: PNGBuilder.chunk("iCCP", data))
      for decoder in Self.decoders {
        let decoded = try ImageDecoder.decode(file, decoder: decoder)
        #expect(decoded.metadata == ImageMetadata())
        #expect(decoded.notices == [.colourProfile])
      }
    }
  }

  @Test("a chunk between those of pixels is left out, and told")
  func between() throws {
    let data = PNGBuilder.zlib(Self.builder().scanlines)
    let file =
      PNGBuilder.signature + Self.builder().header
      + PNGBuilder.chunk("IDAT", Array(data.prefix(9)))
      + PNGBuilder.chunk("tEXt", [UInt8](text: "a\0b"))
      + PNGBuilder.chunk("IDAT", Array(data.dropFirst(9))) + PNGBuilder.chunk("IEND", [])
    for decoder in Self.decoders {
      let decoded = try ImageDecoder.decode(file, decoder: decoder)
      #expect(decoded.image.samples == Self.samples)
      #expect(decoded.notices == [.chunk])
    }
  }

  @Test("what is by the book has no notices")
  func byTheBook() throws {
    var builder = Self.builder()
    builder.chunks = [
      ("gAMA", PNGBuilder.bigEndian(45455)), ("bKGD", [0, 1]),
      ("pHYs", PNGBuilder.bigEndian(2835) + PNGBuilder.bigEndian(2835) + [1]), ("prVt", [1]),
    ]
    builder.lateChunks = [("tEXt", [UInt8](text: "a\0b")), ("eXIf", Self.turned)]
    for decoder in Self.decoders {
      let decoded = try ImageDecoder.decode(
        builder.file, limits: DecodingLimits(isStrict: true), decoder: decoder)
      #expect(decoded.notices.isEmpty)
      #expect(decoded.image.size == ImageSize(width: 2, height: 4))
    }
  }

  @Test("surplus rows and bytes are told by both decoders")
  func surplus() throws {
    let builder = Self.builder()
    let streams = [
      PNGBuilder.zlib(builder.scanlines + [1, 2, 3]), PNGBuilder.zlib(builder.scanlines) + [1, 2],
    ]
    for stream in streams {
      let file =
        PNGBuilder.signature + builder.header + PNGBuilder.chunk("IDAT", stream)
        + PNGBuilder.chunk("IEND", [])
      for decoder in Self.decoders {
        #expect(try ImageDecoder.decode(file, decoder: decoder).notices == [.surplusData])
      }
    }
  }

  @Test("a chunk that claims more than the file holds ends it early")
  func tooLong() {
    let text = PNGBuilder.bigEndian(0x7fff_ffff) + [UInt8](text: "tEXta\0b")
    for decoder in Self.decoders {
      for file in [Self.file(before: text), Self.file(after: text)] {
        #expect(throws: CodecError.endsEarly(.png)) {
          try ImageDecoder.decode(file, decoder: decoder)
        }
      }
    }
  }

  @Test("a critical chunk that nobody knows is not supported")
  func unknownCritical() {
    for file in [
      Self.file(before: PNGBuilder.chunk("ABCD", [1])),
      Self.file(after: PNGBuilder.chunk("ABCD", [])),
    ] {
      for decoder in Self.decoders {
        #expect(
          throws: CodecError.unsupported(.png, reason: "ABCD: unhandled critical chunk")
        ) { try ImageDecoder.decode(file, decoder: decoder) }
      }
    }
  }

  @Test(
    "an invalid header is told with what is invalid",
    arguments: [
      (0, 2, 8, .grey, "Image width is zero in IHDR"),
      (4, 0, 8, .grey, "Image height is zero in IHDR"),
      (4, 2, 3, .grey, "Invalid bit depth in IHDR"),
      (4, 2, 4, .rgb, "Invalid color type/bit depth combination in IHDR"),
    ] as [(Int, Int, Int, PNGBuilder.ColourType, String)])
  func invalidHeader(
    width: Int, height: Int, depth: Int, type: PNGBuilder.ColourType, reason: String
  ) {
    let builder = PNGBuilder(width: width, height: height, colourType: type, depth: depth)
    let file = PNGBuilder.signature + builder.header + Self.file().dropFirst(33)
    #expect(throws: CodecError.damaged(.png, reason: reason)) { try ImageDecoder.decode(file) }
  }

  @Test("Apple's variant is called not supported")
  func apple() throws {
    let file =
      PNGBuilder.signature + PNGBuilder.chunk("CgBI", [0x50, 0, 0x20, 6])
      + Self.file().dropFirst(8)
    for decoder in Self.decoders {
      #expect(throws: CodecError.applePNG) { try ImageDecoder.decode(file, decoder: decoder) }
    }
    #expect(CodecError.applePNG.description.contains("not supported"))
  }

  @Test("a file may come in blocks of any length", arguments: [1, 3, 7, 64])
  func blocks(_ length: Int) throws {
    let chunks = Self.kinds.flatMap(Self.broken) + PNGBuilder.chunk("eXIf", Self.turned)
    // The first block is long: text that is not read fills it.
    let text = PNGBuilder.chunk("tEXt", [UInt8](repeating: 0x20, count: 600))
    let file = Self.file(before: text + chunks, after: chunks)
    try file.withUnsafeBytes { bytes in
      var done = 0
      let source = ByteSource {
        let count = min(done == 0 ? max(512, length) : length, bytes.count - done)
        defer { done += count }
        return UnsafeRawBufferPointer(rebasing: bytes[done..<done + count])
      }
      let decoded = try ImageDecoder.decode(ImageDecoder.rowReader(source))
      #expect(decoded.image.samples == .uint8([100, 0, 110, 10, 120, 20, 130, 30]))
      #expect(decoded.notices == [.chunkChecksum, .chunk])
    }
  }

  @Test("both decoders say the same of any damage to any chunk")
  func mutations() throws {
    var generator = SeededGenerator(seed: 11)
    let good = Self.kinds.flatMap { PNGBuilder.chunk($0.name, $0.data) }
    var verdicts = [0, 0, 0]
    for type in [PNGBuilder.ColourType.grey, .rgba] {
      let file = Self.file(Self.builder(type), before: good, after: good)
      for _ in 0..<3000 {
        var broken = file
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          let place = Int.random(in: 8..<file.count, using: &generator)
          broken[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        }
        let (own, library) = (Verdict(broken, .quickest), Verdict(broken, .library))
        guard own == library else {
          Issue.record("\(own), libpng \(library)")
          return
        }
        switch own {
        case .image(let decoded): verdicts[decoded.notices.isEmpty ? 0 : 1] += 1
        case .endsEarly, .refused: verdicts[2] += 1
        }
      }
    }
    #expect(verdicts[1] > 1000 && verdicts[2] > 500, "\(verdicts)")
  }
}
