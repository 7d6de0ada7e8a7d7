/// Bytes as text for one line of a terminal.
///
/// A backslash is doubled; control characters, marks that turn the direction of writing, and line
/// separators stand as `\n`, `\t` or `\u{NNNN}`, bytes that are not UTF-8 as `\xNN`. Different
/// bytes therefore give different texts.
///
/// - Parameter bytes: Any bytes.
/// - Returns: Text without line breaks.
/// - Complexity: O(bytes).
public func escapedForTerminal(_ bytes: [UInt8]) -> String {
  text(of: bytes) { scalar in
    switch scalar {
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\t": "\\t"
    case _ where scalar.disturbsLine: "\\u{\(hexadecimal(scalar.value, digits: 4))}"
    default: String(scalar)
    }
  }
}

/// Text of unknown origin as text for one line of a terminal, like its UTF-8 bytes.
///
/// - Parameter text: Any text.
/// - Returns: Text without line breaks.
/// - Complexity: O(bytes).
public func escapedForTerminal(_ text: some StringProtocol) -> String {
  escapedForTerminal(Array(text.utf8))
}

/// Bytes as text for records: as they are where they are UTF-8, else as `\xNN`.
///
/// - Parameter bytes: Any bytes.
/// - Returns: Text that may have line breaks.
/// - Complexity: O(bytes).
public func escapedWhereInvalid(_ bytes: [UInt8]) -> String {
  text(of: bytes) { String($0) }
}

/// Joins the texts of all characters, and of the bytes that belong to none.
private func text(of bytes: [UInt8], _ shown: (Unicode.Scalar) -> String) -> String {
  var text = ""
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var position = 0
  while true {
    switch parser.parseScalar(from: &iterator) {
    case .valid(let encoded):
      text += shown(Unicode.UTF8.decode(encoded))
      position += encoded.count
    case .error(let length):
      for byte in bytes[position..<position + length] {
        text += "\\x" + hexadecimal(UInt32(byte), digits: 2)
      }
      position += length
    case .emptyInput:
      return text
    }
  }
}

extension Unicode.Scalar {
  /// Whether the character would break a line, move the cursor or turn the direction of writing.
  fileprivate var disturbsLine: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

/// A number in upper-case hexadecimal digits, with zeros in front.
func hexadecimal(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
