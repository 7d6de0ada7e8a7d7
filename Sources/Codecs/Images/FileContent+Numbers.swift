extension FileContent {
  /// Whether a file begins as a pickle of protocol 0 or 1: a dictionary, list or tuple with its number
  /// in the memo, or on two lines a name that something is made by.
  static func isPickle(_ start: some Collection<UInt8>) -> Bool {
    let openings = ["(dp", "(lp", "(tp", "(ip"]
    if openings.contains(where: { start.starts(with: $0.utf8) }) {
      return start.dropFirst(3).first.map { (0x30...0x39).contains($0) } ?? false
    }
    // Brackets open the tuples that it may lie in.
    let name = start.drop { $0 == UInt8(ascii: "(") }
    guard name.first == UInt8(ascii: "c") else { return false }
    let lines = name.split(separator: 0x0a, maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3, let next = lines[2].first, "(pq".utf8.contains(next) else {
      return false
    }
    return lines[..<2].allSatisfy { line in
      line.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
    }
  }

  /// Whether a file begins as a map of MessagePack whose first key is a short text.
  static func isMessagePack(_ start: some Collection<UInt8>) -> Bool {
    let mapLength: Int
    switch start.first {
    case .some(0x81...0x8f): mapLength = 1
    case 0xde: mapLength = 3
    case 0xdf: mapLength = 5
    default: return false
    }
    let rest = start.dropFirst(mapLength)
    guard let first = rest.first, (0xa1...0xbf).contains(first) else { return false }
    let key = rest.dropFirst().prefix(Int(first & 0x1f))
    return key.count == Int(first & 0x1f) && key.allSatisfy { (0x20..<0x7f).contains($0) }
  }

  /// What the file is, and what to do about it.
  ///
  /// - Parameters:
  ///   - expected: What was expected, with its article: `a PNG or JPEG file`.
  ///   - conversion: What to do about a sound file of another format.
  /// - Returns: A message of one line.
  package func description(expected: String, conversion: String) -> String {
    switch self {
    case .empty: "the file is empty: copy or download it again"
    case .text: "not \(expected): it starts with text: \(Self.doubt)"
    case .other(let name): "\(name), not \(expected): \(remedy ?? conversion)"
    case .unknown(let bytes):
      "not \(expected): it starts with the bytes "
        + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
        + ": \(Self.doubt)"
    }
  }

  private static let doubt = "leave it out, or copy it again if it should be one"
}
