/// What a program prints at its end, and its exit status.
public struct Outcome: Equatable, Sendable {
  /// What goes to standard output; empty or with a line break at its end.
  public let output: String

  /// What goes to standard error; empty or with a line break at its end.
  public let diagnostics: String

  /// The exit status.
  public let exitCode: ExitCode
}

extension Outcome {
  /// The work is done and has printed what it had to print.
  static let done = Outcome(output: "", diagnostics: "", exitCode: .success)

  /// Words what interrupted a command.
  ///
  /// - Parameters:
  ///   - interruption: What happened.
  ///   - columns: The width of a help screen in characters.
  init(_ interruption: Interruption, columns: Int) {
    let path = interruption.path
    switch interruption.reason {
    case .usage(let error):
      self.init(misuse: error.description, of: path, listed: error.listOnHelpScreen)
    case .invalid(let message):
      self.init(misuse: message, of: path, listed: "options")
    case .help:
      self.init(text: HelpScreen(of: path, columns: columns).text)
    case .version:
      self.init(text: (path.version ?? "") + "\n")
    case .message(let text):
      self.init(text: text + "\n")
    case .exit(let code):
      self.init(output: "", diagnostics: "", exitCode: code)
    case .failure(let error):
      self.init(output: "", diagnostics: "\(path.name): \(error)\n", exitCode: .failure)
    }
  }

  private init(text: String) {
    self.init(output: text, diagnostics: "", exitCode: .success)
  }

  private init(misuse: String, of path: CommandPath, listed: String) {
    self.init(
      output: "",
      diagnostics: "\(path.name): \(misuse)\nRun '\(path.name) --help' for all \(listed).\n",
      exitCode: .validationFailure)
  }
}

extension ParsableCommand {
  /// Parses arguments and runs the command that they name; what goes wrong is in the outcome.
  ///
  /// - Parameters:
  ///   - arguments: Everything after the name of the program.
  ///   - columns: The width of a help screen in characters, 40 or more.
  /// - Returns: What remains to be printed, and the exit status.
  public static func outcome(of arguments: [RawArgument], columns: Int = 80) -> Outcome {
    do throws(Interruption) {
      var (command, path) = try parsedWithPath(arguments)
      do {
        try command.run()
      } catch {
        throw Interruption(path: path, reason: Interruption.Reason(error))
      }
      return .done
    } catch {
      return Outcome(error, columns: columns)
    }
  }

  /// The help screen of this command as a root.
  ///
  /// - Parameter columns: The width of a line in characters, 40 or more.
  /// - Returns: Lines without spaces at their ends, each with a line break.
  public static func helpMessage(columns: Int = 80) -> String {
    HelpScreen(of: CommandPath(self), columns: columns).text
  }
}
