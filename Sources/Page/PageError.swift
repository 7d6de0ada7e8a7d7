public import Files
public import Networks
public import Reports

/// Why a page or a script of it cannot be made.
public enum PageError: Error, Equatable, Sendable {
  /// A file of the page cannot be written.
  case file(FileError)

  /// A record of the page cannot be encoded.
  case report(ReportError)

  /// What a step has learned cannot be read from this file.
  case learned(Path, LayerError)
}

extension PageError: CustomStringConvertible {
  /// The file and what is wrong with it.
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .report(let error): error.description
    case .learned(let path, let error): "\(path): \(error)"
    }
  }
}
