import Codecs
import Pixels
import Testing
import _TestSupport

/// Codes that leave bit patterns unused, which zlib refuses, in the second block of the pixels.
@Suite("headers of compressed blocks")
struct BlockHeaderTests {
  /// A block of a literal 0.
  struct Block: CustomTestStringConvertible {
    let testDescription: String
    var codes = DeflateCodes()
    let isSound: Bool

    /// The bits of the block.
    func bits(isLast: Bool = true) -> [UInt8] {
      codes.header(isLast: isLast) + (codes.literalCode[0] ?? []) + (codes.literalCode[256] ?? [])
    }
  }

  private static let blocks = [
    Block(testDescription: "all patterns used", isSound: true),
    Block(testDescription: "no distances", codes: DeflateCodes(distances: [:]), isSound: true),
    Block(
      testDescription: "two distances", codes: DeflateCodes(distances: [0: 1, 1: 1]), isSound: true),
    Block(
      testDescription: "literals unused", codes: DeflateCodes(literals: [0: 2, 256: 2]),
      isSound: false),
    Block(
      testDescription: "too many literals", codes: DeflateCodes(literals: [0: 1, 1: 1, 256: 2]),
      isSound: false),
    Block(
      testDescription: "no end", codes: DeflateCodes(literals: [0: 1, 1: 1]), isSound: false),
    Block(
      testDescription: "one long distance", codes: DeflateCodes(distances: [0: 2]), isSound: false),
    Block(
      testDescription: "distances unused", codes: DeflateCodes(distances: [0: 2, 1: 2, 2: 2]),
      isSound: false),
    Block(
      testDescription: "lengths unused", codes: DeflateCodes(lengths: [0: 3, 1: 3, 2: 3, 18: 1]),
      isSound: false),
  ]

  @Test("are judged as by libpng, however the chunks are cut", arguments: blocks)
  func verdict(_ block: Block) {
    // A stored block of the filter, and the block of the pixel.
    let data =
      [0x78, 0x01, 0, 1, 0, 0xfe, 0xff, 0] + DeflateCodes.bytes(block.bits())
      + PNGBuilder.bigEndian(0x0002_0001)
    let kind = PlainPNG(layout: .grey, bits: 8)
    for cut in 0...data.count {
      for pieces in [[data], [Array(data[..<cut]), Array(data[cut...])]] {
        let file = kind.file(ImageSize(width: 1, height: 1), data: pieces)
        let verdict = Verdict(file, .quickest)
        #expect((verdict != .refused) == block.isSound, "cut at \(cut)")
        // libpng does not look at a checksum that begins in another chunk.
        if pieces.count == 1 { #expect(verdict == Verdict(file, .library)) }
      }
    }
    let file = kind.file(ImageSize(width: 1, height: 1), data: data.map { [$0] })
    #expect((Verdict(file, .quickest) != .refused) == block.isSound)
  }

  @Test("blocks of one literal follow each other at every place in a byte", arguments: 1...17)
  func shortBlocks(width: Int) throws {
    let block = Self.blocks[0]
    let bits = (0...width).flatMap { block.bits(isLast: $0 == width) }
    let data =
      [0x78, 0x01] + DeflateCodes.bytes(bits) + PNGBuilder.bigEndian((width + 1) << 16 | 1)
    let kind = PlainPNG(layout: .grey, bits: 8)
    let black = Image(
      size: ImageSize(width: width, height: 1), layout: .grey,
      samples: .uint8(Array(repeating: 0, count: width)))
    for pieces in [[data], data.map { [$0] }] {
      #expect(try ImageDecoder.decode(kind.file(black.size, data: pieces)).image == black)
    }
  }
}
