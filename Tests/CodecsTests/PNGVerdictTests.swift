import Codecs
import Pixels
import RowLoopTable
import Testing
import _TestSupport

@Suite("PNG verdicts")
struct PNGVerdictTests {
  /// One file of each kind, its rows through all filters.
  private static func file(_ kind: PlainPNG) -> [UInt8] {
    kind.file(kind.image(4, 6, .noise)) { PNGLoops.Filter.allCases[$0 % 5] }
  }

  /// Whether the quick decoder says what libpng says.
  private func agree(_ file: [UInt8], _ comment: String) -> Bool {
    let (own, library) = (Verdict(file, .quickest), Verdict(file, .library))
    if own != library { Issue.record("\(comment): \(own), libpng \(library)") }
    return own == library
  }

  @Test("a file cut anywhere is judged as by libpng", arguments: PlainPNG.all)
  func cut(_ kind: PlainPNG) {
    for file in [Self.file(kind), Self.compressed(kind)] {
      for length in 8...file.count where !agree(Array(file.prefix(length)), "\(length) bytes") {
        return
      }
    }
  }

  @Test("a file with any byte changed is judged as by libpng", arguments: PlainPNG.all)
  func changed(_ kind: PlainPNG) {
    for file in [Self.file(kind), Self.compressed(kind)] {
      for index in 8..<file.count {
        for change: UInt8 in [1, 0x20, 0x80, 0xff] {
          var broken = file
          broken[index] ^= change
          if !agree(broken, "byte \(index) changed by \(change)") { return }
        }
      }
    }
  }

  /// A file whose data are compressed.
  private static func compressed(_ kind: PlainPNG) -> [UInt8] {
    (try? ImageEncoder.encode(kind.image(9, 7, .smooth), as: .png)) ?? []
  }

  @Test("damaged data under a right checksum is judged as by libpng", arguments: PlainPNG.all)
  func damagedData(_ kind: PlainPNG) throws {
    let size = ImageSize(width: 9, height: 7)
    let image = kind.image(9, 7, .smooth)
    let stored = PNGBuilder.zlib(kind.filteredRows(image) { PNGLoops.Filter.allCases[$0 % 5] })
    let compressed = try #require(Self.data(of: Self.compressed(kind)))
    for data in [stored, compressed] {
      for index in data.indices {
        for bit in 0..<8 {
          var broken = data
          broken[index] ^= 1 << bit
          let file = kind.file(size, data: [broken])
          if !agree(file, "bit \(bit) of byte \(index)") { return }
        }
      }
      for length in data.indices {
        if !agree(kind.file(size, data: [Array(data.prefix(length))]), "\(length) bytes") { return }
      }
    }
  }

  /// The data of the only IDAT chunk.
  private static func data(of file: [UInt8]) -> [UInt8]? {
    guard let name = file.index(of: [UInt8](text: "IDAT")) else { return nil }
    let length = file[name - 4..<name].reduce(0) { $0 << 8 | Int($1) }
    return Array(file[name + 4..<name + 4 + length])
  }

  @Test("data in many chunks, some of them empty, is one stream", arguments: PlainPNG.all)
  func manyChunks(_ kind: PlainPNG) throws {
    let image = kind.image(9, 7, .smooth)
    let data = try #require(Self.data(of: try ImageEncoder.encode(image, as: .png)))
    for length in [1, 2, 3, 5, 50] {
      var pieces = stride(from: 0, to: data.count, by: length).map {
        Array(data[$0..<min($0 + length, data.count)])
      }
      #expect(try ImageDecoder.decode(kind.file(image.size, data: pieces)).image == image)
      pieces = pieces.flatMap { [$0, [], []] }
      #expect(try ImageDecoder.decode(kind.file(image.size, data: pieces)).image == image)
      #expect(try ImageDecoder.decode(kind.file(image.size, data: [[]] + pieces)).image == image)
    }
  }

  @Test("a wrong checksum of the pixels is reported however the chunks are cut")
  func splitChecksum() {
    let kind = PlainPNG(layout: .grey, bits: 8)
    let image = kind.image(9, 7, .smooth)
    let stream = PNGBuilder.zlib(kind.filteredRows(image) { _ in .none }, adler: 1)
    for split in 1..<stream.count {
      let file = kind.file(image.size, data: [Array(stream[..<split]), Array(stream[split...])])
      // libpng does not look at a checksum that begins in another chunk.
      #expect(Verdict(file, .quickest) == .refused, "split at \(split)")
    }
  }

  /// What may stand between and behind the chunks of pixels.
  struct Arrangement: CustomTestStringConvertible {
    let testDescription: String
    let chunks: [(name: String, data: [UInt8])]
    /// Bytes after everything.
    var surplus: [UInt8] = []
  }

  private static let pixels: [UInt8] = {
    let kind = PlainPNG(layout: .rgb, bits: 8)
    return PNGBuilder.zlib(kind.filteredRows(kind.image(4, 6, .smooth)) { _ in .paeth })
  }()

  private static let rotated: [UInt8] =
    [UInt8](text: "MM\0*") + PNGBuilder.bigEndian(8) + [
      0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0,
    ]
    + [0, 0, 0, 0]

  private static let resolution = PNGBuilder.bigEndian(2835) + PNGBuilder.bigEndian(2835) + [1]

  private static let arrangements: [Arrangement] = {
    let (first, second) = (Array(pixels.prefix(40)), Array(pixels.dropFirst(40)))
    let end = ("IEND", [UInt8]())
    let all = ("IDAT", pixels)
    let text = ("tEXt", [UInt8](text: "a\0b"))
    let control = ("acTL", PNGBuilder.bigEndian(1) + PNGBuilder.bigEndian(0))
    let frame = ("fdAT", PNGBuilder.bigEndian(0) + pixels)
    return [
      Arrangement(testDescription: "bytes after the end", chunks: [all, end], surplus: [1, 2]),
      Arrangement(testDescription: "a second end", chunks: [all, end, end]),
      Arrangement(testDescription: "no end", chunks: [all]),
      Arrangement(testDescription: "no end but text", chunks: [all, text]),
      Arrangement(testDescription: "an end with data", chunks: [all, ("IEND", [1])]),
      Arrangement(testDescription: "text on both sides", chunks: [text, all, text, end]),
      Arrangement(testDescription: "an animation", chunks: [control, all, frame, end]),
      Arrangement(
        testDescription: "text within", chunks: [("IDAT", first), text, ("IDAT", second), end]),
      Arrangement(testDescription: "cut data", chunks: [("IDAT", first), end]),
      Arrangement(testDescription: "critical before", chunks: [("ABCD", [1]), all, end]),
      Arrangement(testDescription: "critical after", chunks: [all, ("ABCD", [1]), end]),
      Arrangement(testDescription: "private after", chunks: [all, ("abCd", [1]), end]),
      Arrangement(testDescription: "no name", chunks: [all, ("a1Cd", [1]), end]),
      Arrangement(testDescription: "surplus data", chunks: [("IDAT", pixels + [1, 2, 3]), end]),
      Arrangement(
        testDescription: "surplus chunks", chunks: [all, ("IDAT", [1, 2]), ("IDAT", []), end]),
      Arrangement(testDescription: "a late chunk", chunks: [all, text, ("IDAT", [1, 2]), end]),
      Arrangement(
        testDescription: "a second header",
        chunks: [all, ("IHDR", Array(repeating: 0, count: 13)), end]),
      Arrangement(testDescription: "a late palette", chunks: [all, ("PLTE", [1, 2, 3]), end]),
      Arrangement(
        testDescription: "two palettes",
        chunks: [("PLTE", [1, 2, 3]), all, ("PLTE", [1, 2, 3]), end]),
      Arrangement(
        testDescription: "late transparency", chunks: [all, ("tRNS", [0, 1, 0, 2, 0, 3]), end]),
      Arrangement(testDescription: "resolution before", chunks: [("pHYs", resolution), all, end]),
      Arrangement(testDescription: "resolution after", chunks: [all, ("pHYs", resolution), end]),
      Arrangement(testDescription: "turned before", chunks: [("eXIf", rotated), all, end]),
      Arrangement(testDescription: "turned after", chunks: [all, ("eXIf", rotated), end]),
      Arrangement(
        testDescription: "turned twice",
        chunks: [("eXIf", rotated), all, ("eXIf", [0x4d, 0x4d]), end]),
    ]
  }()

  private func file(_ arrangement: Arrangement) -> [UInt8] {
    PNGBuilder.signature
      + PlainPNG(layout: .rgb, bits: 8).header(ImageSize(width: 4, height: 6))
      + arrangement.chunks.flatMap { PNGBuilder.chunk($0.name, $0.data) } + arrangement.surplus
  }

  @Test("chunks in any arrangement are judged as by libpng", arguments: arrangements)
  func arrangement(_ arrangement: Arrangement) {
    let file = file(arrangement)
    #expect(agree(file, arrangement.testDescription))
    // And with the last chunk's checksum broken.
    if arrangement.surplus.isEmpty {
      #expect(agree(file.dropLast() + [file[file.count - 1] ^ 1], "a wrong checksum"))
    }
  }

  @Test("an orientation after the pixels turns them")
  func lateOrientation() throws {
    let late = Arrangement(
      testDescription: "", chunks: [("IDAT", Self.pixels), ("eXIf", Self.rotated), ("IEND", [])])
    #expect(try ImageDecoder.decode(file(late)).image.size == ImageSize(width: 6, height: 4))
  }

  @Test("surplus rows are judged as by libpng, their checksum included")
  func surplusRows() {
    let kind = PlainPNG(layout: .grey, bits: 8)
    let image = kind.image(9, 7, .smooth)
    let rows = kind.filteredRows(image) { _ in .none }
    for count in [1, 10, 5000, 400_000] {
      let more = rows + [UInt8](repeating: 9, count: count)
      #expect(agree(kind.file(image.size, data: [PNGBuilder.zlib(more)]), "\(count) bytes more"))
      let file = kind.file(image.size, data: [PNGBuilder.zlib(more, adler: 5)])
      #expect(Verdict(file, .quickest) == .refused)
    }
  }

  @Test("filters that do not exist are refused")
  func unknownFilters() {
    let kind = PlainPNG(layout: .rgb, bits: 8)
    let image = kind.image(4, 6, .smooth)
    for filter: UInt8 in [5, 6, 64, 255] {
      for row in 0..<6 {
        var rows = kind.filteredRows(image) { _ in .sub }
        rows[row * 13] = filter
        let file = kind.file(image.size, data: [PNGBuilder.zlib(rows)])
        #expect(Verdict(file, .quickest) == .refused)
        #expect(Verdict(file, .library) == .refused)
      }
    }
  }
}
