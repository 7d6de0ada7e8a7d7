import Codecs
import Pixels
import Testing

@Suite("PNG decoding")
struct PNGDecodingTests {
  struct Kind: CustomTestStringConvertible {
    let colourType: PNGBuilder.ColourType
    let depth: Int
    let isInterlaced: Bool
    var testDescription: String {
      "\(colourType), \(depth) bits\(isInterlaced ? ", interlaced" : "")"
    }

    static let all = PNGBuilder.ColourType.allCases.flatMap { type in
      type.depths.flatMap { depth in
        [false, true].map { Kind(colourType: type, depth: depth, isInterlaced: $0) }
      }
    }
  }

  /// Colour `i` of the test palette is `(i, 2 * i, 255 - i)`.
  private static func palette(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { (i: Int) -> [UInt8] in
      [UInt8(i), UInt8(truncatingIfNeeded: 2 * i), UInt8(255 - i)]
    }
  }

  @Test("every colour type, depth and interlacing gives its samples", arguments: Kind.all)
  func everyKind(_ kind: Kind) throws {
    let maximum = (1 << kind.depth) - 1
    let stored = { @Sendable (x: Int, y: Int, c: Int) in (x * 7919 + y * 104_729 + c * 31) & maximum
    }
    var builder = PNGBuilder(
      width: 11, height: 9, colourType: kind.colourType, depth: kind.depth,
      isInterlaced: kind.isInterlaced, sample: stored)
    if kind.colourType == .palette {
      builder.chunks = [("PLTE", Self.palette(maximum + 1))]
    }
    let image = try ImageDecoder.decode(builder.file).image

    var expected: [Int] = []
    for y in 0..<9 {
      for x in 0..<11 {
        if kind.colourType == .palette {
          let index = stored(x, y, 0)
          expected += [index, 2 * index & 255, 255 - index]
        } else {
          let scale = [1: 255, 2: 85, 4: 17, 8: 1, 16: 1][kind.depth] ?? 0
          expected += (0..<kind.colourType.channels).map { stored(x, y, $0) * scale }
        }
      }
    }
    #expect(image.size == ImageSize(width: 11, height: 9))
    let layout: ChannelLayout =
      switch kind.colourType {
      case .grey: .grey
      case .greyAlpha: .greyAlpha
      case .rgb, .palette: .rgb
      case .rgba: .rgba
      }
    #expect(image.layout == layout)
    #expect(
      image.samples
        == (kind.depth == 16
          ? .uint16(expected.map(UInt16.init)) : .uint8(expected.map(UInt8.init))))
    let header = try ImageDecoder.readHeader(builder.file)
    #expect(header.format == .png)
    #expect(header.size == image.size)
    #expect(header.layout == image.layout)
    #expect(header.sampleType == image.samples.type)
  }

  @Test("1-, 2- and 4-bit grey spread over 0 to 255")
  func spread() throws {
    let builder = PNGBuilder(width: 4, height: 1, depth: 2, sample: { x, _, _ in x })
    #expect(try ImageDecoder.decode(builder.file).image.samples == .uint8([0, 85, 170, 255]))
  }

  @Test("a transparent grey becomes alpha")
  func transparentGrey() throws {
    let builder = PNGBuilder(
      width: 4, height: 1, depth: 4, chunks: [("tRNS", [0, 2])], sample: { x, _, _ in x })
    let image = try ImageDecoder.decode(builder.file).image
    #expect(image.layout == .greyAlpha)
    #expect(image.samples == .uint8([0, 255, 17, 255, 34, 0, 51, 255]))
  }

  @Test("a transparent 16-bit colour becomes alpha only where all 16 bits agree")
  func transparentColour() throws {
    let builder = PNGBuilder(
      width: 2, height: 1, colourType: .rgb, depth: 16,
      chunks: [("tRNS", [1, 0, 2, 0, 3, 1])], sample: { x, _, c in (c + 1) * 256 + x })
    let image = try ImageDecoder.decode(builder.file).image
    #expect(image.layout == .rgba)
    #expect(image.samples == .uint16([256, 512, 768, 65535, 257, 513, 769, 65535]))
    let exact = PNGBuilder(
      width: 1, height: 1, colourType: .rgb, depth: 16,
      chunks: [("tRNS", [1, 0, 2, 0, 3, 0])], sample: { _, _, c in (c + 1) * 256 })
    #expect(try ImageDecoder.decode(exact.file).image.samples == .uint16([256, 512, 768, 0]))
  }

  @Test("a palette with transparency becomes colour with alpha")
  func transparentPalette() throws {
    let builder = PNGBuilder(
      width: 3, height: 1, colourType: .palette, depth: 2,
      chunks: [("PLTE", [9, 8, 7, 6, 5, 4, 3, 2, 1]), ("tRNS", [0, 128])],
      sample: { x, _, _ in x })
    let image = try ImageDecoder.decode(builder.file).image
    #expect(image.layout == .rgba)
    #expect(image.samples == .uint8([9, 8, 7, 0, 6, 5, 4, 128, 3, 2, 1, 255]))
  }

  @Test(
    "an index that the palette leaves out is black and opaque, and told",
    arguments: [1, 2, 4, 8], [false, true])
  func missingColours(_ depth: Int, _ isInterlaced: Bool) throws {
    let highest = (1 << depth) - 1
    for colours in 1...highest {
      // Every index up to the highest, or up to the last that has a colour.
      for isSound in [false, true] {
        let last = isSound ? colours - 1 : highest
        let builder = PNGBuilder(
          width: 19, height: 23, colourType: .palette, depth: depth, isInterlaced: isInterlaced,
          chunks: [("PLTE", [UInt8](repeating: 7, count: 3 * colours)), ("tRNS", [3])],
          sample: { x, y, _ in (x + 19 * y) % (last + 1) })
        let expected = (0..<19 * 23).flatMap { (place: Int) -> [UInt8] in
          let index = place % (last + 1)
          return index == 0 ? [7, 7, 7, 3] : index < colours ? [7, 7, 7, 255] : [0, 0, 0, 255]
        }
        for decoder in [ImageDecoder.PNGDecoder.quickest, .library] {
          let decoded = try ImageDecoder.decode(builder.file, decoder: decoder)
          #expect(decoded.image.samples == .uint8(expected))
          #expect(decoded.notices == (isSound ? [] : [.paletteIndex]))
        }
        if isSound { continue }
        #expect(throws: CodecError.notByTheBook(.png, [.paletteIndex])) {
          try ImageDecoder.decode(builder.file, limits: DecodingLimits(isStrict: true))
        }
      }
    }
  }

  @Test("the one colour past the palette is told, without transparency too")
  func nextColour() throws {
    let builder = PNGBuilder(
      width: 3, height: 1, colourType: .palette, depth: 8,
      chunks: [("PLTE", [9, 8, 7, 6, 5, 4])], sample: { x, _, _ in x })
    let decoded = try ImageDecoder.decode(builder.file)
    #expect(decoded.image.layout == .rgb)
    #expect(decoded.image.samples == .uint8([9, 8, 7, 6, 5, 4, 0, 0, 0]))
    #expect(decoded.notices == [.paletteIndex])
  }

  @Test("a palette of more colours than indices is told", arguments: [1, 2, 4])
  func longPalette(depth: Int) throws {
    for surplus in 0...1 {
      let builder = PNGBuilder(
        width: 2, height: 1, colourType: .palette, depth: depth,
        chunks: [("PLTE", Self.palette((1 << depth) + surplus))], sample: { x, _, _ in x })
      let decoded = try ImageDecoder.decode(builder.file)
      #expect(decoded.image.samples == .uint8([0, 0, 255, 1, 2, 254]))
      #expect(decoded.notices == (surplus == 0 ? [] : [.chunk]))
    }
  }

  @Test("gamma, significant bits and texts leave the samples as they are")
  func ignoredChunks() throws {
    let builder = PNGBuilder(
      width: 3, height: 1,
      chunks: [
        ("gAMA", PNGBuilder.bigEndian(100_000)), ("sBIT", [3]), ("tEXt", [UInt8](text: "a\0b")),
        ("prVt", [1, 2, 3]),
      ], sample: { x, _, _ in 100 + x })
    #expect(try ImageDecoder.decode(builder.file).image.samples == .uint8([100, 101, 102]))
  }

  @Test("surplus data after the last pixel and after the end of the file is harmless, and told")
  func surplus() throws {
    var builder = PNGBuilder(width: 2, height: 1, sample: { x, _, _ in x })
    let pixels = builder.scanlines + [1, 2, 3]
    let file =
      PNGBuilder.signature + builder.header + PNGBuilder.chunk("IDAT", PNGBuilder.zlib(pixels))
      + PNGBuilder.chunk("IEND", []) + [UInt8](text: "left over")
    #expect(try ImageDecoder.decode(file).image.samples == .uint8([0, 1]))
    #expect(try ImageDecoder.decode(file).notices == [.surplusData, .trailingBytes])
    #expect(throws: CodecError.notByTheBook(.png, [.trailingBytes])) {
      try ImageDecoder.decode(builder.file + [0], limits: DecodingLimits(isStrict: true))
    }
    builder.lateChunks = [("tIME", [7, 226, 1, 1, 0, 0, 0])]
    #expect(try ImageDecoder.decode(builder.file).image.samples == .uint8([0, 1]))
  }
}
