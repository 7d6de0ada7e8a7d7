public import CommandLineKit
public import Files

extension Path: ExpressibleByRawArgument {
  /// Takes the bytes of the argument as they are; none at all are refused.
  ///
  /// - Parameter rawArgument: The bytes that the user gave.
  public init?(rawArgument: RawArgument) {
    guard !rawArgument.bytes.isEmpty else { return nil }
    self.init(bytes: rawArgument.bytes)
  }

  /// The name of a file or folder.
  public static var expectedArgument: String { "the name of a file or folder" }

  /// The path as it can be shown.
  public var defaultValueDescription: String { display }
}
