/// What the help screen says about an option, a flag or an argument.
public struct ArgumentHelp: Sendable {
  /// What it does, in a sentence or two.
  public let abstract: String

  /// What stands for its value, as in `--output DIR`; without one the long name or the
  /// property's name in capitals.
  public let valueName: String?

  /// Whether the help screen shows it.
  public let visibility: ArgumentVisibility

  /// Creates a help text.
  ///
  /// - Parameters:
  ///   - abstract: What it does, in a sentence or two.
  ///   - valueName: What stands for its value; without one the name in capitals.
  ///   - visibility: Whether the help screen shows it.
  public init(
    _ abstract: String = "", valueName: String? = nil, visibility: ArgumentVisibility = .default
  ) {
    self.abstract = abstract
    self.valueName = valueName
    self.visibility = visibility
  }
}

extension ArgumentHelp: ExpressibleByStringInterpolation {
  /// Creates a help text from a sentence alone.
  ///
  /// - Parameter value: What the option, flag or argument does.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

/// Whether the help screen shows an option, a flag or an argument.
public enum ArgumentVisibility: Hashable, Sendable {
  /// Shown.
  case `default`

  /// Accepted, and neither shown nor suggested.
  case hidden
}
