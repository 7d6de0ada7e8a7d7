import Escaping

/// A value of a JSON5 text, whatever it stands for.
public indirect enum FileValue: Equatable, Sendable {
  /// `null`.
  case null

  /// `true` or `false`.
  case flag(Bool)

  /// A number, decimal or hexadecimal.
  case number(Double)

  /// A text in quotes.
  case text(String)

  /// Values in square brackets.
  case list([FileValue])

  /// Values with names, in braces.
  case object([String: FileValue])

  /// What the value is, for messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .flag(let flag): "\(flag)"
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    case .text(let text): "'\(escapedForTerminal(text))'"
    case .list(let values): values.isEmpty ? "an empty list" : "a list"
    case .object: "an object"
    }
  }
}
