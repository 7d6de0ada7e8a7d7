/// Why a command line was not, or not fully, carried out.
public struct Interruption: Error {
  /// The commands that had been understood.
  let path: CommandPath

  /// What happened.
  let reason: Reason

  /// What can happen between the command line and the end of the work.
  enum Reason: Error {
    /// The command line is wrong.
    case usage(UsageError)
    /// The values do not fit together.
    case invalid(String)
    /// The help screen is wanted.
    case help
    /// The version is wanted.
    case version
    /// A text is all that is wanted.
    case message(String)
    /// The command has said what happened.
    case exit(ExitCode)
    /// The work failed.
    case failure(any Error)

    /// Sorts an error that a command has thrown.
    init(_ error: any Error) {
      switch error {
      case let error as UsageError: self = .usage(error)
      case let error as ValidationError: self = .invalid(error.message)
      case let error as ExitCode: self = .exit(error)
      case CleanExit.helpRequest: self = .help
      case CleanExit.message(let text): self = .message(text)
      default: self = .failure(error)
      }
    }
  }
}

extension Interruption: CustomStringConvertible {
  /// What happened, on one line.
  public var description: String {
    switch reason {
    case .usage(let error): error.description
    case .invalid(let message), .message(let message): message
    case .help: "help for '\(path.name)'"
    case .version: path.version ?? ""
    case .exit(let code): "exit status \(code.rawValue)"
    case .failure(let error): "\(error)"
    }
  }
}
