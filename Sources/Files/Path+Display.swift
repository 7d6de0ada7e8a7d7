import Escaping

extension Path: CustomStringConvertible {
  /// The same text as `display`.
  public var description: String { display }

  /// The name as text for one line of a terminal.
  ///
  /// A backslash is doubled; control characters, marks that turn the direction of writing, and
  /// line separators stand as `\n`, `\t` or `\u{NNNN}`, bytes that are not UTF-8 as `\xNN`.
  public var display: String { escapedForTerminal(bytes) }

  /// The name as text for records, exactly as it is where it is UTF-8.
  ///
  /// Bytes that are not UTF-8 stand as `\xNN`.
  public var text: String { escapedWhereInvalid(bytes) }
}
