/// What is known about a command apart from its options.
public struct CommandConfiguration: Sendable {
  /// What the user types; without one the name of the type, `CheckKernels` as `check-kernels`.
  public let commandName: String?

  /// What the command does, in a few words.
  public let abstract: String

  /// Paragraphs below the abstract, separated by empty lines; may be empty.
  public let discussion: String

  /// The line after `USAGE`; without one it is made from the declarations.
  public let usage: String?

  /// Command lines that a user can copy.
  public let examples: [Example]

  /// What `--version` prints; empty where the command has no version of its own.
  public let version: String

  /// The commands below this one, in the order of the help screen.
  ///
  /// A command that has some declares no options itself.
  public let subcommands: [any ParsableCommand.Type]

  /// Creates a configuration.
  ///
  /// - Parameters:
  ///   - commandName: What the user types; without one the name of the type.
  ///   - abstract: What the command does, in a few words.
  ///   - usage: The line after `USAGE`; without one it is made from the declarations.
  ///   - discussion: Paragraphs below the abstract, separated by empty lines.
  ///   - examples: Command lines that a user can copy.
  ///   - version: What `--version` prints.
  ///   - subcommands: The commands below this one.
  public init(
    commandName: String? = nil, abstract: String = "", usage: String? = nil,
    discussion: String = "", examples: [Example] = [], version: String = "",
    subcommands: [any ParsableCommand.Type] = []
  ) {
    self.commandName = commandName
    self.abstract = abstract
    self.discussion = discussion
    self.usage = usage
    self.examples = examples
    self.version = version
    self.subcommands = subcommands
  }
}

/// A command line that a user can copy, with what it does.
public struct Example: Sendable {
  /// What the command line does, in a few words.
  public let purpose: String

  /// The command line.
  public let command: String

  /// Creates an example.
  ///
  /// - Parameters:
  ///   - purpose: What the command line does, in a few words.
  ///   - command: The command line.
  public init(_ purpose: String, command: String) {
    self.purpose = purpose
    self.command = command
  }
}
