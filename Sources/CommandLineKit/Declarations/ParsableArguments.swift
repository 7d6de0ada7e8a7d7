/// A type whose wrapped properties are read from the command line.
public protocol ParsableArguments: SendableMetatype {
  /// Creates the type with the defaults of its properties.
  init()

  /// Checks values that depend on each other, after all are parsed.
  ///
  /// - Throws: `ValidationError` with what the user did wrong.
  mutating func validate() throws
}

extension ParsableArguments {
  /// Accepts everything.
  public mutating func validate() throws {}

  /// Checks the groups, then the values themselves.
  mutating func validateAll() throws {
    for (_, value) in Mirror(reflecting: self).children {
      try (value as? any Declaration)?.validate()
    }
    try validate()
  }
}

/// A command: its wrapped properties are its command line, `run` is what it does.
///
///     struct Blur: ParsableCommand {
///       static let configuration = CommandConfiguration(abstract: "Blur pictures.")
///       @Option(help: "How far.") var radius = 3
///       @Argument(help: "Pictures.") var inputs: [String]
///       mutating func run() throws { print(radius, inputs) }
///     }
public protocol ParsableCommand: ParsableArguments {
  /// Its name, its texts and its subcommands.
  static var configuration: CommandConfiguration { get }

  /// Does the work, once all values are parsed and checked.
  ///
  /// - Throws: `ExitCode` to end with that status in silence, `ValidationError` for a usage error;
  ///   any other error is printed and the status is 1.
  mutating func run() throws
}

extension ParsableCommand {
  /// No texts, no subcommands; the name is that of the type.
  public static var configuration: CommandConfiguration { CommandConfiguration() }

  /// Shows the help screen, which is all that a command with subcommands can do.
  public mutating func run() throws { throw CleanExit.helpRequest }

  /// What the user types.
  static var commandName: String {
    configuration.commandName ?? dashed(String(describing: Self.self))
  }
}
