public import Batches
public import Comparison
public import Definitions
public import Files

/// Why a comparison cannot start, or its results cannot be written.
public enum ComparingError: Error, Equatable, Sendable {
  /// The weights or the input stage are not what they should be.
  case definition(DefinitionError)

  /// A file cannot be read, or a result cannot be written.
  case batch(BatchError)

  /// Filters of a file cannot be compared.
  case comparison(Path, ComparisonError)

  /// Whether the command line is to blame, not a file.
  public var isUsage: Bool {
    switch self {
    case .definition(let error): error.isUsage
    case .batch(let error): error.isUsage
    case .comparison: false
    }
  }
}

extension ComparingError: CustomStringConvertible {
  /// The file or name and what is wrong with it.
  public var description: String {
    switch self {
    case .definition(let error): error.description
    case .batch(let error): error.description
    case .comparison(let path, let error): "\(path): \(error)"
    }
  }
}
