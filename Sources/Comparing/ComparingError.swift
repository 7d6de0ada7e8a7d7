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

  /// What is to stand beside is no folder of a comparison with its page.
  case noComparison(Path)

  /// Filters of a file cannot be compared.
  case comparison(Path, ComparisonError)

  /// Whether the command line is to blame, not a file.
  public var isUsage: Bool {
    switch self {
    case .definition(let error): error.isUsage
    case .batch(let error): error.isUsage
    case .noComparison: true
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
    case .noComparison(let folder):
      "\(folder): has no index.html of 'lenslet compare': name the folder of another comparison"
    case .comparison(let path, let error): "\(path): \(error)"
    }
  }
}
