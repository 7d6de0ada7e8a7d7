public import CommandLineKit
public import Files

extension Path: ExpressibleByRawArgument {
  /// Takes the bytes of the argument as they are; none at all are refused, and so is `-`.
  ///
  /// - Parameter rawArgument: The bytes that the user gave.
  public init?(rawArgument: RawArgument) {
    guard !rawArgument.bytes.isEmpty, rawArgument != standardStream else { return nil }
    self.init(bytes: rawArgument.bytes)
  }

  /// The name of a file or folder.
  public static var expectedArgument: String { "the name of a file or folder" }

  /// Why `-` is refused.
  public static func refusal(of argument: RawArgument) -> String? {
    guard argument == standardStream else { return nil }
    return
      "standard input is not read, and standard output not written; a file of that name is './-'"
  }

  /// The path as it can be shown.
  public var defaultValueDescription: String { display }
}

/// What many programs take for their standard input or output.
private let standardStream: RawArgument = "-"
