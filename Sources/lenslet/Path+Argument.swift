import CommandLineKit
import Files

extension Path: ExpressibleByRawArgument {
  /// Takes the bytes of the argument as they are; none at all are refused.
  init?(rawArgument: RawArgument) {
    guard !rawArgument.bytes.isEmpty else { return nil }
    self.init(bytes: rawArgument.bytes)
  }

  static var expectedArgument: String { "the name of a file or folder" }

  var defaultValueDescription: String { display }
}
