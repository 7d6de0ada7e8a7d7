public import Pixels

/// Why a report cannot be made.
public enum ReportError: Error, Equatable, Sendable {
  /// A picture with more pixels than a report should have.
  case pictureTooLarge(ImageSize)
}

extension ReportError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .pictureTooLarge(let size):
      "a picture of \(size) is too large for a report; show fewer or smaller kernels or maps"
    }
  }
}
