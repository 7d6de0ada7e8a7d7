import Spelling

/// The commands that were named one after the other: `lenslet kernels show`.
struct CommandPath: Sendable {
  /// The root command first; never empty.
  let commands: [any ParsableCommand.Type]

  /// The command that is meant.
  let command: any ParsableCommand.Type

  /// The path of a command that stands alone.
  init(_ root: any ParsableCommand.Type) {
    commands = [root]
    command = root
  }

  private init(commands: [any ParsableCommand.Type], command: any ParsableCommand.Type) {
    self.commands = commands
    self.command = command
  }

  /// The words that the user types.
  var name: String { commands.map { $0.commandName }.joined(separator: " ") }

  /// The version of the nearest command that has one.
  var version: String? {
    commands.reversed().lazy.map { $0.configuration.version }.first { !$0.isEmpty }
  }

  /// `--help` and, where there is a version, `--version`.
  var standardDefinitions: [Definition] {
    [.helpFlag] + (version == nil ? [] : [.versionFlag])
  }

  /// The path one command further.
  ///
  /// - Parameter word: The name of a subcommand.
  /// - Returns: A path that is longer by one.
  /// - Throws: `UsageError.unknownSubcommand`.
  func appending(_ word: RawArgument) throws(Interruption.Reason) -> CommandPath {
    let subcommands = command.configuration.subcommands
    let text = word.description
    guard let next = subcommands.first(where: { $0.commandName == text }) else {
      let known = subcommands.map { $0.commandName }
      throw .usage(
        .unknownSubcommand(text, known: known, nearest: nearestName(to: text, among: known)))
    }
    return CommandPath(commands: commands + [next], command: next)
  }
}

/// Follows the names of subcommands at the start of the arguments.
///
/// - Parameters:
///   - root: The command that the program is.
///   - arguments: Everything after the name of the program.
/// - Returns: The path to the command, and the arguments that are its own.
/// - Throws: An interruption where a name is unknown or missing, or where help or the version is
///   wanted; it carries the path that was understood.
func resolve(
  _ root: any ParsableCommand.Type, _ arguments: [RawArgument]
) throws(Interruption) -> (path: CommandPath, arguments: ArraySlice<RawArgument>) {
  var path = CommandPath(root)
  var rest = arguments[...]
  var wantsHelp = false
  do throws(Interruption.Reason) {
    while !path.command.configuration.subcommands.isEmpty {
      guard let word = rest.popFirst() else { throw .help }
      if word.isOptionLike {
        var scanner = ArgumentScanner(path.standardDefinitions)
        try scanner.scan([word])
      } else if word == "help" {
        wantsHelp = true
      } else {
        path = try path.appending(word)
      }
    }
    if wantsHelp { throw .help }
  } catch {
    throw Interruption(path: path, reason: error)
  }
  return (path, rest)
}
