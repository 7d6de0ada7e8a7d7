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
    case .flag: "true or false"
    case .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .object: "an object"
    }
  }
}
