/// What is wrong with a command line.
///
/// Texts are ready to show: control characters and bytes that are not UTF-8 are escaped.
public enum UsageError: Error, Equatable, Sendable {
  /// An option that the command does not have.
  case unknownOption(String, nearest: String?)

  /// A subcommand that the command does not have.
  case unknownSubcommand(String, known: [String], nearest: String?)

  /// An option at the end, or before another option.
  case missingValue(option: String)

  /// A value after a flag: `--quiet=yes`.
  case unexpectedValue(String, flag: String)

  /// A value that the option refuses.
  case invalidOption(String, option: String, expected: String, Hint?)

  /// A value that the argument refuses.
  case invalidArgument(String, argument: String, expected: String, Hint?)

  /// An option for one value that is given again, by one of its names.
  case repeatedOption(String)

  /// One argument more than the command takes.
  case unexpectedArgument(String)

  /// A required option that was not given, with the name of its value.
  case missingOption(String)

  /// A required argument that was not given.
  case missingArgument(String)

  /// What is said about a value that is refused.
  public enum Hint: Equatable, Sendable {
    /// The value that may be meant.
    case nearest(String)

    /// Why it is refused.
    case reason(String)

    fileprivate var text: String {
      switch self {
      case .nearest(let value): suggestion(value)
      case .reason(let reason): ": \(reason)"
      }
    }
  }
}

extension UsageError: CustomStringConvertible {
  /// What is wrong and, where it can be guessed, what was meant.
  public var description: String {
    switch self {
    case .unknownOption(let option, let nearest):
      "unknown option '\(option)'" + suggestion(nearest)
    case .unknownSubcommand(let name, let known, let nearest):
      "unknown subcommand '\(name)', not one of \(listed(known))" + suggestion(nearest)
    case .missingValue(let option):
      "missing value for '\(option)'"
    case .unexpectedValue(let value, let flag):
      "'\(flag)' takes no value, but '\(value)' was given"
    case .invalidOption(let value, let option, let expected, let hint):
      "option '\(option)' takes \(expected), not '\(value)'" + (hint?.text ?? "")
    case .invalidArgument(let value, let argument, let expected, let hint):
      "argument \(argument) takes \(expected), not '\(value)'" + (hint?.text ?? "")
    case .repeatedOption(let option):
      "option '\(option)' is given a second time, but takes one value: leave one out"
    case .unexpectedArgument(let argument):
      "unexpected argument '\(argument)'"
    case .missingOption(let option):
      "missing option '\(option)'"
    case .missingArgument(let argument):
      "missing argument \(argument)"
    }
  }

  /// What the screen behind `--help` lists.
  var listOnHelpScreen: String {
    if case .unknownSubcommand = self { return "subcommands" }
    return "options"
  }
}

/// `; did you mean 'x'?`, or nothing.
private func suggestion(_ nearest: String?) -> String {
  nearest.map { "; did you mean '\($0)'?" } ?? ""
}

/// Words as a sentence lists them: `a, b or c`.
///
/// - Parameter words: Any number of words.
/// - Returns: The words with commas, and `or` before the last.
func listed(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}
