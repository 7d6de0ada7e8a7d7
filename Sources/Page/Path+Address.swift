package import Files

extension Path {
  /// The path as a relative address: everything but letters, digits, `-._~` and the slash as `%NN`.
  ///
  /// A browser gives the same bytes back, those that are no UTF-8 among them.
  package var urlText: String {
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.append(byte)
      default:
        text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The path that a relative address stands for; nil where it is none that `urlText` gives.
  package init?(urlText: String) {
    guard let bytes = percentDecoded(urlText[...]) else { return nil }
    self.init(bytes: bytes)
  }

  /// The way from a folder to this file, both with their links followed.
  ///
  /// - Parameter folder: A folder that exists.
  /// - Returns: A path with `..` where it has to lead up.
  package func relative(to folder: Path) -> Path {
    let parent = self.parent
    let from = (folder.resolved ?? folder).components
    let place = (parent.resolved ?? parent).components
    let common = zip(from, place).prefix { $0 == $1 }.count
    let up = Array(repeating: Path(".."), count: from.count - common)
    let parts = up + place[common...] + [lastComponent]
    return parts.dropFirst().reduce(parts[0]) { $0.appending($1) }
  }
}

/// The bytes of a text with `%NN` as the byte that it stands for; nil where it stands for none.
func percentDecoded(_ text: Substring) -> [UInt8]? {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      bytes.append(byte)
      continue
    }
    guard rest.count >= 2,
      let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
    else { return nil }
    bytes.append(value)
    rest = rest.dropFirst(2)
  }
  return bytes
}
