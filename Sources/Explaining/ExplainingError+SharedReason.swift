public import Batches
import Definitions
import Networks

extension ExplainingError {
  /// The reason, where other pictures may fail for the same; nil where it is that of one picture.
  public var sharedReason: SharedReason? {
    switch self {
    case .batch(let error): error.sharedReason
    case .definition(let error): BatchError.definition(error).sharedReason
    case .layers(let path, let error):
      BatchError.definition(.layers(path, error)).sharedReason
        ?? SharedReason("the network", kind: error.description)
    case .labelCount: SharedReason("the names of the classes")
    case .unknownClass, .unnamedClasses, .noMaps, .independentLayer, .independentPicture,
      .alreadyTarget, .linearLight, .notFinite, .tensor, .picture:
      nil
    }
  }
}
