import Codecs
import Definitions
import Files
import Filtering
import Kernels
import Networks
import Page

/// A reason for which many inputs of a batch may fail alike, so that it need not be told for each.
public struct SharedReason: Hashable, Sendable {
  /// What it is about, in a few words: a kernel, a step, a full disk.
  public let summary: String

  /// Whether the place of the results is to blame, so that it says nothing about the inputs.
  public let isOfPlace: Bool

  /// What tells reasons of one summary apart.
  private let kind: String

  /// Names a reason.
  ///
  /// - Parameters:
  ///   - summary: What it is about, in a few words.
  ///   - kind: What tells reasons of one summary apart.
  ///   - isOfPlace: Whether the place of the results is to blame.
  package init(_ summary: String, kind: String = "", isOfPlace: Bool = false) {
    self.summary = summary
    self.kind = kind
    self.isOfPlace = isOfPlace
  }
}

extension BatchError {
  /// The reason, where others may fail for the same; nil where it is that of one file.
  ///
  /// Sizes of images are left out of it: a kernel is larger than all of them, whatever they are.
  public var sharedReason: SharedReason? {
    switch self {
    case .file(.system(let operation, let path, let code))
    where operation == .write || operation == .makeDirectory:
      switch code {
      case .diskFull, .quotaUsedUp, .readOnly: SharedReason("\(code)", isOfPlace: true)
      case .notPermitted: SharedReason("\(path.parent): \(code)", isOfPlace: true)
      // A folder that cannot be made is none for any of its results.
      case _ where operation == .makeDirectory: SharedReason("\(path): \(code)", isOfPlace: true)
      default: nil
      }
    case .filtering(_, let kernel, let error):
      SharedReason("kernel '\(kernel)'", kind: error.kind)
    case .definition(.layers(_, .step(let name, let error))):
      SharedReason("step '\(name)'", kind: error.kind)
    case .definition(.outOfMemory(_, let step, _)): SharedReason("step '\(step)'", kind: "memory")
    case .memory: SharedReason("--max-memory")
    case .codec(_, .tooManyPixels): SharedReason("--max-pixels")
    case .definition(.input(_, let error)): SharedReason("the input stage", kind: error.kind)
    case .page(.file(let error)): BatchError.file(error).sharedReason
    case .unsuitable(_, _, let reason): reason
    default: nil
    }
  }
}

extension FilteringError {
  fileprivate var kind: String {
    switch self {
    case .channelMismatch: "channels"
    case .kernelLargerThanImage: "size"
    case .unequalOutputs: "outputs"
    case .outputTooLarge: "too large"
    case .dilationTooLarge, .variantUnavailable, .planDoesNotApply: description
    }
  }
}

extension LayerError {
  fileprivate var kind: String {
    switch self {
    case .channels, .channelCount: "channels"
    case .windowTooLarge: "window"
    case .outputTooLarge: "too large"
    case .unequalOutputs: "outputs"
    case .rank, .unequalShapes, .unsuitable, .notConstant: "shapes"
    case .groups, .invalid, .parameterCount, .step, .missingInput, .type, .noGradient,
      .unreadable, .notNumbers:
      description
    }
  }
}

extension InputError {
  fileprivate var kind: String {
    switch self {
    case .cropTooLarge: "crop"
    case .meanImage: "mean"
    case .imageTooLarge, .inputTooLarge: "too large"
    case .emptyImage, .extent, .numberCount: description
    }
  }
}
