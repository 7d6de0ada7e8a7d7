import Codecs
import Pixels
import Testing
import _TestSupport

/// Compressed blocks that refer to what lies up to 32 KiB before them, in other blocks.
@Suite("windows of compressed blocks")
struct BlockWindowTests {
  /// A stream of literals 0 and 1 and of matches of 258 bytes, and what it stands for.
  private struct Stream {
    private(set) var bits: [UInt8] = []
    private(set) var bytes: [UInt8] = []
    private var generator = SeededGenerator(seed: 5)
    /// Distances of 1, and of 24577 to 32768.
    private let codes = DeflateCodes(
      literals: [0: 2, 1: 2, 256: 2, 285: 2], distances: [0: 1, 29: 1],
      lengths: [0: 1, 1: 2, 2: 3, 18: 3])
    private let literals: [Int: [UInt8]]
    private let distances: [Int: [UInt8]]

    init() {
      literals = codes.literalCode
      distances = codes.distanceCode
    }

    mutating func begin(isLast: Bool) { bits += codes.header(isLast: isLast) }

    mutating func end() { bits += literals[256] ?? [] }

    mutating func addLiteral() {
      let byte = UInt8.random(in: 0...1, using: &generator)
      bits += literals[Int(byte)] ?? []
      bytes.append(byte)
    }

    mutating func addMatch() {
      let distance = Bool.random(using: &generator) ? 32768 : 24577 + bytes.count % 8192
      bits += (literals[285] ?? []) + (distances[29] ?? [])
      bits += DeflateCodes.number(distance - 24577, 13)
      for _ in 0..<258 { bytes.append(bytes[bytes.count - distance]) }
    }
  }

  // The quick decoder takes 2^18 bytes at a time, which are whole rows here.
  @Test(
    "the first block ends near the end of a strip",
    arguments: [-32769, -32768, -1, 0, 1, 2, 3, 40000],
    0..<3)
  func ends(behind: Int, literals: Int) {
    let size = ImageSize(width: 255, height: 1300)
    let (rows, end) = (size.height * 256, (1 << 18) + behind)
    var stream = Stream()
    stream.begin(isLast: false)
    for _ in 0..<33_000 + literals { stream.addLiteral() }
    while stream.bytes.count < end - 300 {
      stream.addMatch()
      stream.addLiteral()
    }
    while stream.bytes.count < end { stream.addLiteral() }
    stream.end()
    stream.begin(isLast: true)
    while stream.bytes.count + 258 <= rows { stream.addMatch() }
    while stream.bytes.count < rows { stream.addLiteral() }
    stream.end()
    let data =
      [0x78, 0x01] + DeflateCodes.bytes(stream.bits)
      + PNGBuilder.bigEndian(Int(plainAdler32(stream.bytes)))
    let file = PlainPNG(layout: .grey, bits: 8).file(size, data: [data])
    let verdict = Verdict(file, .quickest)
    #expect(verdict != .refused)
    #expect(verdict == Verdict(file, .library))
  }
}
