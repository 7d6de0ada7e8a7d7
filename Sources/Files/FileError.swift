/// Why a file or directory could not be used.
public enum FileError: Error, Equatable, Sendable {
  /// The system refused.
  case system(Operation, Path, ErrorCode)

  /// A file is larger than what may be read.
  case tooLarge(Path, limit: Int)

  /// A pipe, a socket or a device where a file was expected.
  case notRegular(Path)

  /// What was being done.
  public enum Operation: Hashable, Sendable {
    /// Reading a file, or finding out what it is.
    case read

    /// Listing a directory.
    case list

    /// Writing a file.
    case write

    /// Making a directory.
    case makeDirectory

    /// Starting a program.
    case run
  }

  /// The file or directory.
  public var path: Path {
    switch self {
    case .system(_, let path, _), .tooLarge(let path, _), .notRegular(let path): path
    }
  }

  /// What the system answered, if it was asked.
  public var code: ErrorCode? {
    if case .system(_, _, let code) = self { code } else { nil }
  }
}

extension FileError: CustomStringConvertible {
  /// The file and what is wrong with it.
  public var description: String { "\(path.display): \(problem)" }

  /// What is wrong, without the name of the file.
  public var problem: String {
    switch self {
    case .system(let operation, _, let code): "\(operation.refusal): \(code)"
    case .notRegular: "is a pipe, a socket or a device: save it as a file first"
    case .tooLarge(_, let limit): "has more than \(limit) bytes, the most that is read"
    }
  }
}

extension FileError.Operation {
  /// What could not be done, as the start of a message.
  fileprivate var refusal: String {
    switch self {
    case .read: "cannot be read"
    case .list: "cannot be listed"
    case .write: "cannot be written"
    case .makeDirectory: "cannot be made"
    case .run: "cannot be started"
    }
  }
}
