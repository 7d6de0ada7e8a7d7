/// The codes of a deflate block of the test's choice, good or bad (RFC 1951, section 3.2).
///
/// Bits are in the order of the stream, one an element.
public struct DeflateCodes: Sendable {
  /// Lengths of the codes of literals (0 to 255), of the end (256) and of match lengths.
  public var literals: [Int: Int]

  /// Lengths of the codes of distances.
  public var distances: [Int: Int]

  /// Lengths of the codes of lengths, the symbols 0 to 18.
  public var lengths: [Int: Int]

  /// Chooses codes by their lengths.
  ///
  /// - Parameters:
  ///   - literals: Lengths of the codes of literals, of the end and of match lengths.
  ///   - distances: Lengths of the codes of distances.
  ///   - lengths: Lengths of the codes of lengths.
  public init(
    literals: [Int: Int] = [0: 2, 1: 1, 256: 2], distances: [Int: Int] = [0: 1],
    lengths: [Int: Int] = [0: 2, 1: 3, 2: 3, 18: 1]
  ) {
    self.literals = literals
    self.distances = distances
    self.lengths = lengths
  }

  /// The header of a block.
  ///
  /// - Parameter isLast: Whether no block follows.
  /// - Returns: Its bits.
  public func header(isLast: Bool) -> [UInt8] {
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    let literalCount = max(257, (literals.keys.max() ?? 0) + 1)
    let distanceCount = max(1, (distances.keys.max() ?? 0) + 1)
    var bits = Self.number(isLast ? 1 : 0, 1) + Self.number(2, 2)
    bits += Self.number(literalCount - 257, 5) + Self.number(distanceCount - 1, 5)
    bits += Self.number(order.count - 4, 4)
    for symbol in order { bits += Self.number(lengths[symbol] ?? 0, 3) }
    let code = Self.code(lengths)
    let all =
      (0..<literalCount).map { literals[$0] ?? 0 } + (0..<distanceCount).map { distances[$0] ?? 0 }
    var rest = all[...]
    while let length = rest.first {
      let zeros = min(rest.prefix { $0 == 0 }.count, 138)
      if zeros < 11 {
        bits += code[length] ?? []
        rest = rest.dropFirst()
      } else {
        bits += (code[18] ?? []) + Self.number(zeros - 11, 7)
        rest = rest.dropFirst(zeros)
      }
    }
    return bits
  }

  /// The code of each literal, of the end and of each match length.
  public var literalCode: [Int: [UInt8]] { Self.code(literals) }

  /// The code of each distance.
  public var distanceCode: [Int: [UInt8]] { Self.code(distances) }

  /// A number, its lowest bit first.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - count: How many bits.
  /// - Returns: The bits.
  public static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(value >> $0 & 1) }
  }

  /// Bits as bytes; the last is filled up with zeros.
  ///
  /// - Parameter bits: One bit an element.
  /// - Returns: The bytes.
  public static func bytes(_ bits: [UInt8]) -> [UInt8] {
    stride(from: 0, to: bits.count, by: 8).map { first in
      bits[first..<min(first + 8, bits.count)].reversed().reduce(0) { $0 << 1 | $1 }
    }
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
