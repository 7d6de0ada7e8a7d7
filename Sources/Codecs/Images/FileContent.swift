/// What a file that is none of those expected seems to be, from its first bytes.
public enum FileContent: Hashable, Sendable {
  /// No bytes at all.
  case empty

  /// Nothing but zeros, as an unfinished copy or download leaves.
  case zeros

  /// Printable characters.
  case text

  /// A known format, with its article: `a WebP file`; and what to do with such a file wherever it
  /// was found, nil where that depends on what was expected.
  case other(String, remedy: String? = nil)

  /// Something else; the first bytes, at most 8.
  case unknown([UInt8])

  /// How many bytes of a file are looked at.
  public static let startLength = 512

  /// Looks at the first bytes of a file.
  ///
  /// - Parameter bytes: The file, or at least its first `startLength` bytes.
  public init(_ bytes: some Collection<UInt8>) {
    let start = Array(bytes.prefix(Self.startLength))
    if start.isEmpty {
      self = .empty
    } else if start.count >= 8, start.allSatisfy({ $0 == 0 }) {
      self = .zeros
    } else if let signature = FileSignature.all.first(where: { $0.matches(start) }) {
      self = .other(signature.name, remedy: signature.remedy)
    } else if let text = Self.text(start) {
      self = Self.kind(ofText: text)
    } else if Self.isMessagePack(start) {
      self = .other("a MessagePack file, as Flax writes")
    } else {
      self = .unknown(Array(start.prefix(8)))
    }
  }

  /// Whether a file begins as a map of MessagePack whose first key is a short text.
  private static func isMessagePack(_ start: [UInt8]) -> Bool {
    let mapLength: Int
    switch start[0] {
    case 0x81...0x8f: mapLength = 1
    case 0xde: mapLength = 3
    case 0xdf: mapLength = 5
    default: return false
    }
    let rest = start.dropFirst(mapLength)
    guard let first = rest.first, (0xa1...0xbf).contains(first) else { return false }
    let key = rest.dropFirst().prefix(Int(first & 0x1f))
    return key.count == Int(first & 0x1f) && key.allSatisfy { (0x20..<0x7f).contains($0) }
  }

  /// What the file is, and what to do with it.
  ///
  /// - Parameters:
  ///   - expected: What was expected, with its article, for example `a PNG or JPEG file`.
  ///   - conversion: What to do with a sound file of another format.
  /// - Returns: The end of a message of one line.
  public func description(expected: String, conversion: String) -> String {
    switch self {
    case .empty: "the file is empty"
    case .zeros: "nothing but zeros, not \(expected): copy or \(Self.downloadAgain)"
    case .text: "not \(expected): it starts with text"
    case .other(let name, let remedy): "\(name), not \(expected): \(remedy ?? conversion)"
    case .unknown(let bytes):
      "not \(expected): it starts with the bytes "
        + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }
  }

  /// What to do with what is not the file that was asked for.
  static let downloadAgain = "download it again"
}
