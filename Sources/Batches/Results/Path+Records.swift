import Files

extension Path {
  /// The name for which a record has a text in which bytes that are not UTF-8 stand as `\xNN`; nil
  /// where it has none of these.
  init?(textOfRecord text: String) {
    let source = Array(text.utf8)
    let start = Array(#"\x"#.utf8)
    guard source.firstRange(of: start) != nil else { return nil }
    var bytes: [UInt8] = []
    var rest = source[...]
    while let byte = rest.first {
      if rest.starts(with: start),
        let value = UInt8(String(decoding: rest.dropFirst(2).prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(4)
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    self.init(bytes: bytes)
  }
}
