import Definitions
import Files
import Page

/// What tells that lenslet has written the results in a folder: an index or a page, known by its
/// content, as other programs use the same names.
enum ResultsMark {
  /// Whether a file is an index of feature maps or of a comparison; an empty one is that of a run
  /// without inputs.
  static func isIndex(_ path: Path) -> Bool {
    guard let start = start(of: path, count: 1 << 16) else { return false }
    if start.isEmpty { return true }
    return IndexLine(start.prefix { $0 != UInt8(ascii: "\n") }).isRecord
  }

  /// Whether a file is an index of feature maps alone, possibly an empty one.
  static func isIndexOfMaps(_ path: Path) -> Bool {
    guard isIndex(path), let start = start(of: path, count: 1 << 16) else { return false }
    return !IndexLine(start.prefix { $0 != UInt8(ascii: "\n") }).isOfComparison
  }

  /// Whether a file is an index of filtered images, possibly an empty one.
  static func isIndexOfFilter(_ path: Path) -> Bool {
    start(of: path, count: 1)?.isEmpty == true || hasFilterRecord(path)
  }

  /// Whether a file begins with a record of a filtered image.
  static func hasFilterRecord(_ path: Path) -> Bool {
    guard let start = start(of: path, count: 1 << 16) else { return false }
    return IndexLine(start.prefix { $0 != UInt8(ascii: "\n") }).isFilterRecord
  }

  /// Whether a file begins with a record of `explain`, `mislead` or `dream`.
  static func hasPictureRecord(_ path: Path) -> Bool {
    guard let start = start(of: path, count: 1 << 16) else { return false }
    return IndexLine(start.prefix { $0 != UInt8(ascii: "\n") }).isPictureRecord
  }

  /// Whether a file is an index of any command, possibly an empty one.
  static func isRecords(_ path: Path) -> Bool { isIndex(path) || hasFilterRecord(path) }

  /// Whether a file is the record of a comparison.
  static func isComparison(_ path: Path) -> Bool {
    guard let start = text(ofStart: path, count: 1024) else { return false }
    return start.hasPrefix("{\n  \"bank\" : [") && start.contains("\"family\" : ")
      && start.contains("\"heightPixels\" : ")
  }

  /// Whether a file is a page.
  static func isPage(_ path: Path) -> Bool {
    text(ofStart: path, count: 512)?.contains(pageMark) ?? false
  }

  private static let pageMark = "content=\"lenslet\""

  /// Whether a page is one of filtered images, which belongs to no index.
  static func isPageOfFilter(_ path: Path) -> Bool { pageKind(path) == .filter }

  /// What a page is about; nil where it is none of ours, or not known.
  static func pageKind(_ path: Path) -> PageKind? {
    guard let start = text(ofStart: path, count: 1 << 16), start.prefix(512).contains(pageMark)
    else { return nil }
    return PageKind.allCases.first { start.contains(" lenslet \($0.rawValue)</title>") }
  }

  /// Whether a file is a script that hands values to a page.
  static func isPageScript(_ path: Path) -> Bool {
    text(ofStart: path, count: 64)?.hasPrefix(pageScriptStart) ?? false
  }

  private static func start(of path: Path, count: Int) -> [UInt8]? {
    (try? File.readStart(of: path, count: count))?.bytes
  }

  private static func text(ofStart path: Path, count: Int) -> String? {
    start(of: path, count: count).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// A line of an index of feature maps, of which just what is needed is read.
///
/// The lines are our own: keys in the order of the alphabet, no spaces. A quotation mark inside a text
/// has a backslash before it, so that a key in quotation marks stands nowhere else.
struct IndexLine {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// Whether it is a record of a file, of an input, or of what failed; those of earlier versions have
  /// no command, and an image.
  var isRecord: Bool {
    guard bytes.starts(with: Array(#"{""#.utf8)) else { return false }
    if let command = value(of: "command"), value(of: "input") != nil {
      return ["maps", "run", "compare"].contains { command == Array("\"\($0)\"".utf8) }
    }
    return value(of: "image") != nil
      && (value(of: "error") != nil
        || (value(of: "file") != nil && value(of: "form") != nil && value(of: "layer") != nil))
  }

  /// Whether it is a record of a comparison.
  var isOfComparison: Bool { value(of: "command") == Array(#""compare""#.utf8) }

  /// Whether it is a record of a filtered image.
  var isFilterRecord: Bool { value(of: "command") == Array(#""filter""#.utf8) }

  /// Whether it is a record of `explain`, `mislead` or `dream`.
  var isPictureRecord: Bool {
    guard let command = value(of: "command") else { return false }
    return ["explain", "mislead", "dream"].contains { command == Array("\"\($0)\"".utf8) }
  }

  /// The pictures that such a record names, below the folder of the index.
  var pictures: [String] {
    guard isPictureRecord, case .object(let values) = try? FileValue(json5: Array(bytes)) else {
      return []
    }
    var named = ["file", "picture", "original", "difference", "sheet", "array"].compactMap { key in
      if case .text(let name) = values[key] { name } else { nil }
    }
    if case .text(let method)? = values["file"], value(of: "command") == Array(#""explain""#.utf8) {
      // Beside what methods say lies what goes into the network.
      named.append(Path(method).parent.appending("input.npy").display)
    }
    guard case .list(let others) = values["outputs"] else { return named }
    return named
      + others.compactMap { other in
        if case .object(let values) = other, case .text(let name) = values["file"] {
          name
        } else {
          nil
        }
      }
  }

  /// The file that it is about, below the folder of the index; nil where it names none.
  var file: String? {
    guard let literal = value(of: "file"), case .text(let name) = try? FileValue(json5: literal)
    else { return nil }
    return name
  }

  /// The text of a key with its quotation marks.
  private func value(of key: String) -> [UInt8]? {
    let quote = UInt8(ascii: "\"")
    let name = Array("\"\(key)\":".utf8)
    var rest = bytes
    while let start = rest.firstIndex(of: quote) {
      rest = rest[start...]
      if rest.starts(with: name) {
        rest = rest.dropFirst(name.count)
        return rest.first == quote ? text(at: rest.startIndex, quote: quote) : nil
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// The text with its quotation marks that begins at a place; nil where it has no end.
  private func text(at start: Int, quote: UInt8) -> [UInt8]? {
    var isEscaped = false
    let end = bytes[(start + 1)...].firstIndex { byte in
      if !isEscaped, byte == quote { return true }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      return false
    }
    return end.map { Array(bytes[start...$0]) }
  }
}
