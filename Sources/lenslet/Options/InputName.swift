import Batches
import Codecs
import CommandLineKit
import Files
import Reports

/// What an argument INPUT names.
enum InputName: Equatable {
  /// A file or a folder.
  case path(Path)

  /// A file with names.
  case list(Path)

  /// Names on standard input.
  case standardInput
}

extension InputName: ExpressibleByRawArgument {
  init?(rawArgument: RawArgument) {
    if rawArgument == "-" {
      self = .standardInput
      return
    }
    guard let path = Path(rawArgument: rawArgument) else { return nil }
    if path.bytes.first == UInt8(ascii: "@"), let list = Path(bytes: path.bytes.dropFirst()),
      !list.bytes.isEmpty
    {
      self = .list(list)
    } else {
      self = .path(path)
    }
  }

  static var expectedArgument: String { Path.expectedArgument }

  static func refusal(of argument: RawArgument) -> String? { nil }

  var defaultValueDescription: String {
    switch self {
    case .path(let path): path.display
    case .list(let path): "@\(path.display)"
    case .standardInput: "-"
    }
  }
}

extension [InputName] {
  /// The files and folders, with those that lists name in the place of the lists.
  ///
  /// - Parameter endsWithZero: Whether names on standard input end with a zero byte, not with a line.
  /// - Returns: Paths in the order of the arguments.
  /// - Throws: `FileError` where a list cannot be read, `ValidationError` where a picture comes on
  ///   standard input.
  func paths(endsWithZero: Bool) throws -> [Path] {
    var paths: [Path] = []
    for name in self {
      switch name {
      case .path(let path): paths.append(path)
      case .list(let path): paths += InputList(try File.read(path, limit: 1 << 32)).paths
      case .standardInput:
        let bytes = try File.readStandardInput(limit: 1 << 32)
        if ImageFormat.detect(bytes) != nil {
          throw ValidationError(
            "INPUT - takes names of files on standard input, not a picture: name its file")
        }
        paths += InputList(bytes, endsWithZero: endsWithZero).paths
      }
    }
    return paths
  }
}
