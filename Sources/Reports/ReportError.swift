public import Pixels

/// Why a report cannot be made.
public enum ReportError: Error, Equatable, Sendable {
  /// A picture with more pixels than a report should have.
  case pictureTooLarge(ImageSize)

  /// A record that holds something JSON has no form for, with the encoder's reason.
  case recordNotEncodable(String)
}

extension ReportError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .pictureTooLarge(let size):
      "a picture of \(size) is too large for a report; show fewer or smaller kernels or maps"
    case .recordNotEncodable(let reason):
      "a record cannot be written as JSON: \(reason)"
    }
  }
}
