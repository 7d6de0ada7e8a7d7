import Escaping

/// The first place where a text is no JSON5, or gives a name twice.
public struct SyntaxMistake: Equatable, Sendable {
  /// How many brackets the decoder takes inside each other.
  static let maximumDepth = 512

  /// The line, from 1.
  public let line: Int

  /// The character of the line, from 1.
  public let column: Int

  /// What is wrong there.
  public let problem: Problem

  /// What can be wrong.
  public enum Problem: Equatable, Sendable {
    /// A bracket, quote or comment that begins here and does not end.
    case unclosed(String)

    /// Something else should stand here.
    case unexpected(String, expected: String)

    /// A name that its object has already, in the line that is given.
    case repeated(String, firstLine: Int)

    /// More brackets lie inside each other than are read.
    case tooDeep
  }
}

extension SyntaxMistake: CustomStringConvertible {
  /// The place and what is wrong there.
  public var description: String { "line \(line), column \(column): \(problem.text)" }
}

extension SyntaxMistake.Problem {
  fileprivate var text: String {
    switch self {
    case .unclosed(let start): "this \(start) is not closed"
    case .unexpected(let found, let expected):
      "\(expected) is expected, not \(quotedForTerminal(found))"
    case .repeated(let name, let firstLine):
      "'\(escapedForTerminal(name))' is given a second time; the first is on line \(firstLine)"
    case .tooDeep: "more than \(SyntaxMistake.maximumDepth) brackets lie inside each other"
    }
  }
}
