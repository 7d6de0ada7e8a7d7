import Codecs
import Pixels
import Testing
import _TestSupport

/// Streams whose header declares a window of some size, and which repeat what lies so far back.
@Suite("PNG windows")
struct PNGWindowTests {
  /// A zlib stream of 0 and 1 whose matches all go back as far as a distance.
  ///
  /// - Parameters:
  ///   - count: How many bytes.
  ///   - distance: 5 or more.
  ///   - windowBits: What the header declares, 8 to 15.
  /// - Returns: The stream.
  fileprivate static func stream(
    _ count: Int, distance: Int, windowBits: Int
  ) -> [UInt8] {
    // Symbols come in pairs of one number of further bits (RFC 1951, section 3.2.5).
    let firsts = (4..<30).map { ((2 + $0 % 2) << ($0 / 2 - 1)) + 1 }
    let symbol = 4 + (firsts.lastIndex { $0 <= distance } ?? 0)
    let (first, extra) = (firsts[symbol - 4], symbol / 2 - 1)
    let codes = DeflateCodes(
      literals: [0: 2, 1: 2, 256: 2, 285: 2], distances: [0: 1, symbol: 1],
      lengths: [0: 1, 1: 2, 2: 3, 18: 3])
    var bits = codes.header(isLast: true)
    var bytes: [UInt8] = []
    while bytes.count < count {
      if bytes.count >= distance, bytes.count + 258 <= count {
        bits += (codes.literalCode[285] ?? []) + (codes.distanceCode[symbol] ?? [])
        bits += DeflateCodes.number(distance - first, extra)
        for _ in 0..<258 { bytes.append(bytes[bytes.count - distance]) }
      } else {
        let byte = UInt8(bytes.count * bytes.count / 7 % 2)
        bits += codes.literalCode[Int(byte)] ?? []
        bytes.append(byte)
      }
    }
    bits += codes.literalCode[256] ?? []
    let method = (windowBits - 8) << 4 | 8
    let flags = 31 - method * 256 % 31
    return [UInt8(method), UInt8(flags)] + DeflateCodes.bytes(bits)
      + PNGBuilder.bigEndian(Int(plainAdler32(bytes)))
  }

  /// What a picture is like whose rows, behind their filters, are longer than the small windows.
  struct Kind: CustomTestStringConvertible {
    let testDescription: String
    let width: Int
    let height: Int
    let type: PNGBuilder.ColourType
    let depth: Int
    var isInterlaced = false

    static let all = [
      Kind(testDescription: "grey", width: 127, height: 16, type: .grey, depth: 8),
      Kind(testDescription: "one row", width: 2047, height: 1, type: .grey, depth: 8),
      Kind(testDescription: "alpha", width: 63, height: 16, type: .greyAlpha, depth: 8),
      Kind(testDescription: "16 bits", width: 511, height: 2, type: .grey, depth: 16),
      Kind(testDescription: "palette", width: 127, height: 16, type: .palette, depth: 8),
      Kind(testDescription: "bits", width: 1016, height: 16, type: .grey, depth: 1),
      Kind(
        testDescription: "interlaced", width: 1, height: 1024, type: .grey, depth: 8,
        isInterlaced: true),
    ]

    private var builder: PNGBuilder {
      PNGBuilder(
        width: width, height: height, colourType: type, depth: depth, isInterlaced: isInterlaced)
    }

    /// A file whose matches go back as far as a distance.
    func file(distance: Int, windowBits: Int, adler: UInt8 = 0) -> [UInt8] {
      var data = PNGWindowTests.stream(
        builder.scanlines.count, distance: distance, windowBits: windowBits)
      data[data.count - 1] ^= adler
      return PNGBuilder.signature + builder.header
        + (type == .palette
          ? PNGBuilder.chunk("PLTE", (0..<768).map { UInt8(truncatingIfNeeded: $0) }) : [])
        + PNGBuilder.chunk("IDAT", Array(data.prefix(20)))
        + PNGBuilder.chunk("IDAT", Array(data.dropFirst(20))) + PNGBuilder.chunk("IEND", [])
    }
  }

  @Test("too small a window is passed over, and told", arguments: Kind.all, [300, 1100])
  func tooSmall(_ kind: Kind, _ distance: Int) throws {
    let expected = try ImageDecoder.decode(kind.file(distance: distance, windowBits: 15)).image
    for windowBits in 8...15 {
      let file = kind.file(distance: distance, windowBits: windowBits)
      let isTooSmall = 1 << windowBits < distance
      for decoder in [ImageDecoder.PNGDecoder.quickest, .library] {
        let decoded = try ImageDecoder.decode(file, decoder: decoder)
        #expect(decoded.image == expected, "\(windowBits) bits")
        #expect(decoded.notices == (isTooSmall ? [.window] : []), "\(windowBits) bits")
        let strict = DecodingLimits(isStrict: true)
        #expect(
          (try? ImageDecoder.decode(file, limits: strict, decoder: decoder)) == nil || !isTooSmall)
      }
    }
  }

  @Test("a distance of just the window is by the book, one more is not", arguments: [8, 9, 10])
  func edge(_ windowBits: Int) throws {
    for kind in Kind.all {
      let window = kind.file(distance: 1 << windowBits, windowBits: windowBits)
      #expect(try ImageDecoder.decode(window).notices.isEmpty)
      let more = kind.file(distance: (1 << windowBits) + 1, windowBits: windowBits)
      #expect(try ImageDecoder.decode(more).notices == [.window])
    }
  }

  @Test("behind a quarter of a mebibyte only strict reading looks for distances")
  func farBehind() throws {
    let size = ImageSize(width: 1023, height: 300)
    // Rows that repeat nothing, in stored blocks, and one match at the end.
    var rows: [UInt8] = []
    var stream: [UInt8] = [0x08, 0x1d]
    while rows.count < size.height * 1024 - 258 {
      let count = min(1024, size.height * 1024 - 258 - rows.count)
      rows += [0] + (1..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3 &+ rows.count) }
      let length = UInt16(count)
      stream += [0] + [length, ~length].flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
      stream += rows.suffix(count)
    }
    let codes = DeflateCodes(
      literals: [0: 2, 1: 2, 256: 2, 285: 2], distances: [0: 1, 16: 1],
      lengths: [0: 1, 1: 2, 2: 3, 18: 3])
    let match = [codes.literalCode[285], codes.distanceCode[16], DeflateCodes.number(0, 7)]
    let end = codes.literalCode[256] ?? []
    stream += DeflateCodes.bytes(
      codes.header(isLast: true) + match.compactMap(\.self).flatMap(\.self) + end)
    for _ in 0..<258 { rows.append(rows[rows.count - 257]) }
    stream += PNGBuilder.bigEndian(Int(plainAdler32(rows)))
    let file = PlainPNG(layout: .grey, bits: 8).file(size, data: [stream])
    for decoder in [ImageDecoder.PNGDecoder.quickest, .library] {
      #expect(try ImageDecoder.decode(file, decoder: decoder).notices.isEmpty)
      #expect(throws: CodecError.notByTheBook(.png, [.window])) {
        try ImageDecoder.decode(file, limits: DecodingLimits(isStrict: true), decoder: decoder)
      }
    }
  }

  @Test("the checksum of the pixels stays strict")
  func checksum() {
    for windowBits in 8...15 {
      for decoder in [ImageDecoder.PNGDecoder.quickest, .library] {
        for kind in [Kind.all[0], Kind.all[4]] {
          #expect(throws: CodecError.damaged(.png, reason: "IDAT: incorrect data check")) {
            try ImageDecoder.decode(
              kind.file(distance: 1100, windowBits: windowBits, adler: 1), decoder: decoder)
          }
        }
      }
    }
  }
}
