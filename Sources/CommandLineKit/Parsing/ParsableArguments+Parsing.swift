extension ParsableArguments {
  /// Reads the values from arguments and checks them.
  ///
  /// - Parameters:
  ///   - arguments: Everything after the names of the commands.
  ///   - standard: What can be given beside the declarations of the type.
  /// - Returns: The type with its values.
  /// - Throws: The first mistake, or that help or the version is wanted.
  static func parsed(
    _ arguments: ArraySlice<RawArgument>, standard: [Definition]
  ) throws(Interruption.Reason) -> Self {
    var values = Self()
    var scanner = ArgumentScanner(Definition.all(of: values) + standard)
    try scanner.scan(arguments)
    do {
      try values.validateAll()
    } catch {
      throw Interruption.Reason(error)
    }
    return values
  }
}

extension ParsableCommand {
  /// Reads this command, without subcommands, from arguments.
  ///
  /// - Parameter arguments: Everything after the name of the command.
  /// - Returns: The command with its values, checked.
  /// - Throws: An `Interruption` with the first mistake, or where help or the version is wanted.
  public static func parse(_ arguments: [RawArgument]) throws(Interruption) -> Self {
    let path = CommandPath(self)
    do throws(Interruption.Reason) {
      return try parsed(arguments[...], standard: path.standardDefinitions)
    } catch {
      throw Interruption(path: path, reason: error)
    }
  }

  /// Reads this command or one of its subcommands from arguments.
  ///
  /// - Parameter arguments: Everything after the name of the program.
  /// - Returns: The command that is meant with its values, checked.
  /// - Throws: An `Interruption` with the first mistake, or where help or the version is wanted.
  public static func parseAsRoot(
    _ arguments: [RawArgument]
  ) throws(Interruption) -> any ParsableCommand {
    try parsedWithPath(arguments).command
  }

  /// Reads a command and keeps the names that led to it.
  static func parsedWithPath(
    _ arguments: [RawArgument]
  ) throws(Interruption) -> (command: any ParsableCommand, path: CommandPath) {
    let (path, rest) = try resolve(self, arguments)
    do throws(Interruption.Reason) {
      return (try path.command.parsed(rest, standard: path.standardDefinitions), path)
    } catch {
      throw Interruption(path: path, reason: error)
    }
  }
}
