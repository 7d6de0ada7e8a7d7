/// A JSON object on one line, its keys in the order in which they were given.
public struct JSONRecord: Sendable {
  private let fields: [(key: String, value: JSONValue)]

  /// Creates a record.
  ///
  /// - Parameter fields: Keys, each once, and their values.
  public init(_ fields: [(key: String, value: JSONValue)]) {
    self.fields = fields
  }

  /// The object as text without a line break.
  public var line: String {
    let members = fields.map { JSONValue.text($0.key).description + ": " + $0.value.description }
    return "{" + members.joined(separator: ", ") + "}"
  }
}

/// A value of JSON.
public enum JSONValue: Sendable {
  /// A string.
  case text(String)

  /// A whole number.
  case integer(Int)

  /// A number; `null` where it is not finite, for which JSON has no word.
  case number(Double)

  /// `true` or `false`.
  case boolean(Bool)

  /// Values in order.
  case array([JSONValue])

  /// An object.
  case object(JSONRecord)

  /// `null`.
  case null
}

extension JSONValue: CustomStringConvertible {
  /// The value as JSON on one line.
  public var description: String {
    switch self {
    case .text(let text): "\"" + text.unicodeScalars.map(Self.escaped).joined() + "\""
    case .integer(let value): "\(value)"
    case .number(let value): value.isFinite ? "\(value)" : "null"
    case .boolean(let value): "\(value)"
    case .array(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    case .object(let record): record.line
    case .null: "null"
    }
  }

  /// A scalar as it stands in a JSON string (RFC 8259, section 7).
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: return String(Character(scalar))
    }
  }
}
