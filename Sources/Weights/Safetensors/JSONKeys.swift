import FoundationEssentials

/// The keys of the outermost object of a JSON text, which is known to be valid.
enum JSONKeys {
  /// A key that occurs more than once; nil where there is none.
  static func repeated(in text: UnsafeRawBufferPointer) -> String? {
    var seen: Set<String> = []
    var depth = 0
    var string = 0..<0
    var position = 0
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        string = position..<endOfString(in: text, from: position)
        position = string.upperBound - 1
      case UInt8(ascii: ":") where depth == 1:
        let key = decoded(text.slice(string))
        if !seen.insert(key).inserted { return key }
      default: break
      }
      position += 1
    }
    return nil
  }

  /// Where the string ends that starts with the quote at a position.
  private static func endOfString(in text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var position = start + 1
    while position < text.count, text[position] != UInt8(ascii: "\"") {
      position += text[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(position + 1, text.count)
  }

  /// The text of a string in quotes, its escapes read.
  private static func decoded(_ quoted: UnsafeRawBufferPointer) -> String {
    let plain = String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
    guard plain.contains("\\") else { return plain }
    return (try? JSONDecoder().decode(String.self, from: Data(quoted))) ?? plain
  }
}
