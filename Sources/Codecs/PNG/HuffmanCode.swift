/// A prefix code for the bytes of a deflate block without repetitions, and for its end.
///
/// Codes have at most 14 bits, so that four of them and seven bits before them fit into 64.
struct HuffmanCode {
  /// Bits of the longest code.
  static let longest = 14

  /// The end of the block, the symbol after the 256 bytes.
  static let end = 256

  /// Bits of each symbol's code, 0 where it does not occur.
  let lengths: [UInt8]

  /// Codes with their first bit lowest, as deflate stores them, and their lengths from bit 16 on.
  let entries: [UInt32]

  /// Finds the shortest code for given bytes, but for the limit of its length.
  ///
  /// - Parameter counts: How often each of the 256 bytes occurs, at least one of them.
  init(_ counts: [UInt32]) {
    let occurring = (0...Self.end)
      .map { (symbol: $0, count: $0 == Self.end ? 1 : Int(counts[$0])) }
      .filter { $0.count > 0 }
      .sorted { ($0.count, $0.symbol) < ($1.count, $1.symbol) }
    var lengths = [UInt8](repeating: 0, count: Self.end + 1)
    var symbol = occurring.count
    // The most frequent symbols, at the end of the list, take the shortest codes.
    for (length, number) in Self.codesOfEachLength(occurring.map(\.count)).enumerated() {
      for _ in 0..<number {
        symbol -= 1
        lengths[occurring[symbol].symbol] = UInt8(length)
      }
    }
    self.lengths = lengths
    entries = Self.entries(lengths)
  }

  /// Bits of all bytes together, and of the end.
  func bitCount(_ counts: [UInt32]) -> Int {
    zip(counts, lengths).reduce(Int(lengths[Self.end])) { $0 + Int($1.0) * Int($1.1) }
  }

  /// How many codes there are of 0, 1, 2, … bits (Huffman 1952, with two queues).
  ///
  /// - Parameter counts: How often the symbols occur, rising; two or more.
  /// - Returns: The numbers, for 0 to `longest` bits.
  private static func codesOfEachLength(_ counts: [Int]) -> [Int] {
    let leaves = counts.count
    var weights = counts
    var parents = [Int](repeating: 0, count: 2 * leaves - 1)
    var leaf = 0
    var node = leaves
    for parent in leaves..<2 * leaves - 1 {
      var weight = 0
      for _ in 0..<2 {
        let takesLeaf = leaf < leaves && (node == parent || weights[leaf] <= weights[node])
        let child = takesLeaf ? leaf : node
        if takesLeaf { leaf += 1 } else { node += 1 }
        weight += weights[child]
        parents[child] = parent
      }
      weights.append(weight)
    }
    var depths = [Int](repeating: 0, count: 2 * leaves - 1)
    var numbers = [Int](repeating: 0, count: longest + 1)
    for node in (0..<2 * leaves - 2).reversed() {
      depths[node] = depths[parents[node]] + 1
      if node < leaves { numbers[min(depths[node], longest)] += 1 }
    }
    // Codes that were cut to the limit claim too much: longer ones make room for them.
    var claimed = (1...longest).reduce(0) { $0 + numbers[$1] << (longest - $1) }
    while claimed > 1 << longest {
      numbers[longest] -= 1
      if let length = (1..<longest).last(where: { numbers[$0] > 0 }) {
        numbers[length] -= 1
        numbers[length + 1] += 2
      }
      claimed -= 1
    }
    return numbers
  }

  /// Codes in the order that deflate derives from lengths (RFC 1951, 3.2.2).
  private static func entries(_ lengths: [UInt8]) -> [UInt32] {
    var entries = [UInt32](repeating: 0, count: lengths.count)
    var code: UInt32 = 0
    for length in 1...UInt8(longest) {
      for symbol in lengths.indices where lengths[symbol] == length {
        var reversed: UInt32 = 0
        for bit in 0..<UInt32(length) {
          reversed |= (code >> bit & 1) << (UInt32(length) - 1 - bit)
        }
        entries[symbol] = reversed | UInt32(length) << 16
        code += 1
      }
      code <<= 1
    }
    return entries
  }
}
