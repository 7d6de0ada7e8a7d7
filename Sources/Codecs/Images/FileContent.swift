/// What a file that is not of an expected format seems to be, from its first bytes.
public enum FileContent: Hashable, Sendable {
  /// No bytes at all.
  case empty

  /// Printable characters.
  case text

  /// A known format, with its article: `a WebP file`.
  case other(String)

  /// Something else; the first bytes, at most 8.
  case unknown([UInt8])

  /// How many bytes of a file are looked at, at most.
  public static let lookedAt = 512

  /// Looks at the first bytes of a file.
  ///
  /// - Parameter bytes: The file, or at least its first 512 bytes.
  public init(_ bytes: [UInt8]) {
    let start = bytes.prefix(Self.lookedAt)
    if start.isEmpty {
      self = .empty
    } else if start.count >= 8, start.allSatisfy({ $0 == 0 }) {
      self = .other(Self.zeros.name)
    } else if let signature = FileSignature.all.first(where: { $0.matches(start) }) {
      self = .other(signature.name)
    } else if Self.isPickle(start) {
      self = .other(FileSignature.pickle)
    } else if Self.isMessagePack(start) {
      self = .other("a MessagePack file, as Flax writes")
    } else if Self.isText(start) {
      self = TextMark.first(in: start).map { .other($0.name) } ?? .text
    } else {
      self = .unknown(Array(start.prefix(8)))
    }
  }

  /// What to do about such a file, whatever was wanted; nil where that depends on it.
  public var remedy: String? {
    switch self {
    case .empty: return "copy or download it again"
    case .text, .unknown: return nil
    case .other(Self.zeros.name): return Self.zeros.remedy
    case .other(let name):
      return FileSignature.all.first { $0.name == name }?.remedy
        ?? TextMark.all.first { $0.name == name }?.remedy
    }
  }

  private static let zeros = (
    name: "nothing but zero bytes", remedy: "a download or a disk failed: copy or download it again"
  )

  /// Whether no control character but white space occurs; letters beyond ASCII may follow.
  private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
    guard bytes.first.map({ $0 < 0x80 }) == true || bytes.starts(with: byteOrderMark) else {
      return false
    }
    return bytes.allSatisfy { ($0 >= 0x20 && $0 != 0x7f) || (0x09...0x0d).contains($0) }
  }
}

/// Words that give a kind of text away.
private struct TextMark: Sendable {
  let name: String
  let remedy: String?
  let words: [String]
  /// Whether the text begins with one of the words.
  var isAtStart = false

  /// The first mark that is found in a text; case does not count.
  static func first(in bytes: ArraySlice<UInt8>) -> TextMark? {
    let mark: Character = "\u{feff}"
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
      .drop { $0.isWhitespace || $0 == mark }
    return all.first { kind in
      kind.words.contains { kind.isAtStart ? text.hasPrefix($0) : text.contains($0) }
    }
  }

  private static let downloading = "download it again, the server sent this in its place"

  static let all = [
    TextMark(
      name: "a pointer of Git LFS", remedy: "run 'git lfs pull' to get the file itself",
      words: ["version https://git-lfs.github.com/spec/"], isAtStart: true),
    TextMark(
      name: "a pointer of git-annex", remedy: "run 'git annex get' to get the file itself",
      words: ["/annex/objects/", "../.git/annex/", ".git/annex/"], isAtStart: true),
    TextMark(
      name: "the error message of a server", remedy: downloading,
      words: [
        "400 bad request", "400: bad request", "401 unauthorized", "401: unauthorized",
        "403 forbidden", "403: forbidden", "404 not found", "404: not found", "404 page not found",
        "404 - not found", "404 file not found", "410 gone", "429 too many requests",
        "429: too many requests", "500 internal server error", "500: internal server error",
        "502 bad gateway", "502: bad gateway", "503 service unavailable",
        "503: service unavailable", "504 gateway time-out", "504 gateway timeout", "access denied",
        "bad gateway", "bad request", "entry not found", "error code:", "file not found",
        "forbidden", "gateway timeout", "internal server error", "invalid username or password",
        "not found", "page not found", "rate limit exceeded", "repository not found",
        "service unavailable", "too many requests", "unauthorized",
      ], isAtStart: true),
    TextMark(name: "an SVG drawing", remedy: nil, words: ["<svg"]),
    TextMark(
      name: "a web page", remedy: downloading,
      words: ["<!doctype html", "<html", "<head>", "<body", "<script", "<title>"]),
    TextMark(
      name: "an XML document", remedy: downloading, words: ["<?xml", "<error"], isAtStart: true),
    TextMark(
      name: "an index of safetensors files", remedy: "name one of the files that it lists",
      words: ["\"weight_map\""]),
    TextMark(
      name: "a JSON document", remedy: downloading, words: ["{", "[{", "[\""], isAtStart: true),
    TextMark(
      name: "a picture as base64 text", remedy: "decode it first",
      words: ["data:image/", "ivborw0kggo", "/9j/"], isAtStart: true),
  ]
}
