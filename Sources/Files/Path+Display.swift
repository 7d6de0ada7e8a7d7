extension Path: CustomStringConvertible {
  /// The same text as `display`.
  public var description: String { display }

  /// The name as text for one line of a terminal.
  ///
  /// A backslash is doubled; control characters, marks that turn the direction of writing, and
  /// line separators stand as `\n`, `\t` or `\u{NNNN}`, bytes that are no UTF-8 as `\xNN`.
  public var display: String {
    var text = ""
    forEachPart { part in
      switch part {
      case .scalar("\\"): text += "\\\\"
      case .scalar("\n"): text += "\\n"
      case .scalar("\t"): text += "\\t"
      case .scalar(let scalar) where scalar.disturbsLine:
        text += "\\u{\(hexadecimal(scalar.value, digits: 4))}"
      case .scalar(let scalar): text.unicodeScalars.append(scalar)
      case .invalid(let byte): text += "\\x\(hexadecimal(UInt32(byte), digits: 2))"
      }
    }
    return text
  }

  /// The name as text for records, exactly as it is where it is UTF-8.
  ///
  /// Bytes that are no UTF-8 stand as `\xNN`.
  public var text: String {
    var text = ""
    forEachPart { part in
      switch part {
      case .scalar(let scalar): text.unicodeScalars.append(scalar)
      case .invalid(let byte): text += "\\x\(hexadecimal(UInt32(byte), digits: 2))"
      }
    }
    return text
  }

  private enum Part {
    case scalar(Unicode.Scalar)
    case invalid(UInt8)
  }

  /// Cuts the bytes into characters and bytes that belong to none.
  private func forEachPart(_ body: (Part) -> Void) {
    var position = 0
    while position < bytes.count {
      let count = utf8Length(at: position)
      let scalars = String(decoding: bytes[position..<position + max(count, 1)], as: UTF8.self)
        .unicodeScalars
      if count > 0, let scalar = scalars.first {
        body(.scalar(scalar))
      } else {
        body(.invalid(bytes[position]))
      }
      position += max(count, 1)
    }
  }

  /// How many bytes the character has that starts there; 0 where none does.
  private func utf8Length(at position: Int) -> Int {
    for count in 1...min(4, bytes.count - position) {
      let candidate = bytes[position..<position + count]
      if String(validating: candidate, as: UTF8.self) != nil { return count }
    }
    return 0
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
private func hexadecimal(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
