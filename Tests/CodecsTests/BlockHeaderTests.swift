import Codecs
import Pixels
import Testing

/// Codes that leave bit patterns unused, which zlib refuses, in the second block of the pixels.
@Suite("headers of compressed blocks")
struct BlockHeaderTests {
  /// A block of a literal 0 under a code of literals, a code of distances and one of their lengths.
  struct Block: CustomTestStringConvertible {
    let testDescription: String
    var literalLengths = [0: 2, 1: 1, 256: 2]
    var distanceLengths = [1]
    /// Lengths of the codes of the symbols 0 to 18.
    var codeLengths = [0: 2, 1: 3, 2: 3, 18: 1]
    let isSound: Bool

    /// The bits of the block in their order.
    func bits(isLast: Bool = true) -> [UInt8] {
      let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
      var bits = number(isLast ? 1 : 0, 1) + number(2, 2)
      bits += number(0, 5) + number(distanceLengths.count - 1, 5) + number(order.count - 4, 4)
      for symbol in order { bits += number(codeLengths[symbol] ?? 0, 3) }
      let code = Self.code(codeLengths)
      let lengths = (0...256).map { literalLengths[$0] ?? 0 } + distanceLengths
      var rest = lengths[...]
      while let length = rest.first {
        let zeros = min(rest.prefix { $0 == 0 }.count, 138)
        if zeros < 11 {
          bits += code[length] ?? []
          rest = rest.dropFirst()
        } else {
          bits += (code[18] ?? []) + number(zeros - 11, 7)
          rest = rest.dropFirst(zeros)
        }
      }
      let literals = Self.code(literalLengths)
      return bits + (literals[0] ?? []) + (literals[256] ?? [])
    }

    private func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(value >> $0 & 1) }
    }

    /// The canonical code of some lengths (RFC 1951, section 3.2.2).
    private static func code(_ lengths: [Int: Int]) -> [Int: [UInt8]] {
      var code: [Int: [UInt8]] = [:]
      var next = 0
      for length in 1...15 {
        for symbol in lengths.keys.sorted() where lengths[symbol] == length {
          code[symbol] = (0..<length).reversed().map { UInt8(next >> $0 & 1) }
          next += 1
        }
        next *= 2
      }
      return code
    }
  }

  private static let blocks = [
    Block(testDescription: "all patterns used", isSound: true),
    Block(testDescription: "no distances", distanceLengths: [0], isSound: true),
    Block(testDescription: "two distances", distanceLengths: [1, 1], isSound: true),
    Block(testDescription: "literals unused", literalLengths: [0: 2, 256: 2], isSound: false),
    Block(
      testDescription: "too many literals", literalLengths: [0: 1, 1: 1, 256: 2], isSound: false),
    Block(testDescription: "no end", literalLengths: [0: 1, 1: 1], isSound: false),
    Block(testDescription: "one long distance", distanceLengths: [2], isSound: false),
    Block(testDescription: "distances unused", distanceLengths: [2, 2, 2], isSound: false),
    Block(
      testDescription: "lengths unused", codeLengths: [0: 3, 1: 3, 2: 3, 18: 1], isSound: false),
  ]

  @Test("are judged as by libpng, however the chunks are cut", arguments: blocks)
  func verdict(_ block: Block) {
    // A stored block of the filter, and the block of the pixel.
    let data =
      [0x78, 0x01, 0, 1, 0, 0xfe, 0xff, 0] + Self.bytes(block.bits())
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
    let bytes = data.map { [$0] }
    let file = kind.file(ImageSize(width: 1, height: 1), data: bytes)
    #expect((Verdict(file, .quickest) != .refused) == block.isSound)
  }
  @Test("blocks of one literal follow each other at every place in a byte", arguments: 1...17)
  func shortBlocks(width: Int) throws {
    let block = Self.blocks[0]
    let bits = (0...width).flatMap { block.bits(isLast: $0 == width) }
    let data = [0x78, 0x01] + Self.bytes(bits) + PNGBuilder.bigEndian((width + 1) << 16 | 1)
    let kind = PlainPNG(layout: .grey, bits: 8)
    let black = Image(
      size: ImageSize(width: width, height: 1), layout: .grey,
      samples: .uint8(Array(repeating: 0, count: width)))
    for pieces in [[data], data.map { [$0] }] {
      #expect(try ImageDecoder.decode(kind.file(black.size, data: pieces)).image == black)
    }
  }

  /// Bits as bytes, the first of each the lowest; the last is filled up with zeros.
  private static func bytes(_ bits: [UInt8]) -> [UInt8] {
    stride(from: 0, to: bits.count, by: 8).map { first in
      bits[first..<min(first + 8, bits.count)].reversed().reduce(0) { $0 << 1 | $1 }
    }
  }
}
