/// Ends the program in silence with a status.
///
/// A command throws it after it has said what went wrong.
public struct ExitCode: Error, RawRepresentable, Hashable, Sendable {
  /// The status, 0…255.
  public let rawValue: Int32

  /// Creates a status.
  ///
  /// - Parameter rawValue: The status, 0…255.
  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Creates a status.
  ///
  /// - Parameter code: The status, 0…255.
  public init(_ code: Int32) {
    self.init(rawValue: code)
  }

  /// All done: 0.
  public static let success = ExitCode(0)

  /// Something failed: 1.
  public static let failure = ExitCode(1)

  /// There was no input at all: 66, the `EX_NOINPUT` of `sysexits.h`.
  public static let noInput = ExitCode(66)

  /// The command line was wrong: 64, the `EX_USAGE` of `sysexits.h`.
  public static let validationFailure = ExitCode(64)
}

/// Values that are each right but do not fit together, in words for the user.
///
/// It is reported as a usage error.
public struct ValidationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and what to do: one line, lower-case start, no full stop.
  public let message: String

  /// Creates an error.
  ///
  /// - Parameter message: What is wrong and what to do, on one line.
  public init(_ message: String) {
    self.message = message
  }

  /// The message.
  public var description: String { message }
}

/// Ends the program with status 0 before its work is done.
public enum CleanExit: Error, Hashable, Sendable {
  /// Prints the help screen of the command.
  case helpRequest

  /// Prints a text.
  case message(String)
}
