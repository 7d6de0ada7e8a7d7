public import Batches
public import Definitions
public import Files
public import Networks
public import Reports

/// Why nothing can be explained, or results cannot be written.
public enum ExplainingError: Error, Equatable, Sendable {
  /// A class that was named is none; the nearest name, and how many classes there are.
  case unknownClass(String, nearest: String?, count: Int)

  /// Names of classes are asked for, but nobody has said them.
  case unnamedClasses(String, count: Int)

  /// A file has more or fewer names than the network has classes.
  case labelCount(Path, expected: Int, found: Int)

  /// A method needs feature maps, and the network, or the layer, has none.
  case noMaps(ExplanationMethod, layer: String?)

  /// The score does not depend on the layer.
  case independentLayer(String)

  /// The network, or a picture in it, does not fit.
  case layers(Path, LayerError)

  /// The scores do not depend on the picture, so that nothing can be changed about them.
  case independentPicture(Path)

  /// The network takes a picture for the class already that it is to be taken for.
  case alreadyTarget(Path, String)

  /// Samples are made linear light before the network takes them.
  case linearLight(Path)

  /// Numbers are not finite: what they are of.
  case notFinite(Path, String)

  /// The input is a tensor.
  case tensor(Path)

  /// A picture of a result cannot be drawn.
  case picture(Path, ReportError)

  /// The network is not what it should be.
  case definition(DefinitionError)

  /// A file cannot be read, or a result cannot be written.
  case batch(BatchError)

  /// Whether the command line is to blame, not a file.
  public var isUsage: Bool {
    switch self {
    case .unknownClass, .unnamedClasses, .noMaps, .independentLayer, .tensor, .linearLight: true
    case .labelCount, .layers, .notFinite, .picture, .independentPicture, .alreadyTarget: false
    case .definition(let error): error.isUsage
    case .batch(let error): error.isUsage
    }
  }
}

extension ExplainingError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .unknownClass(let name, let nearest, let count):
      "there is no class '\(name)'"
        + (nearest.map { ": did you mean '\($0)'?" }
          ?? ": name one of \(count) classes by its number, 0 to \(count - 1)")
    case .unnamedClasses(let name, let count):
      "'\(name)' is no number from 0 to \(count - 1): give the names of the classes with --labels"
    case .labelCount(let path, let expected, let found):
      "\(path): \(found) names of classes, the network has \(expected)"
    case .noMaps(let method, let layer):
      if let layer {
        "'\(layer)' has no feature maps for \(method.rawValue): name a layer of rows and columns"
      } else {
        "the network has no feature maps for \(method.rawValue): choose another --method"
      }
    case .independentLayer(let layer):
      "the score does not depend on '\(layer)': name a layer before it"
    case .independentPicture(let path):
      "\(path): the scores do not depend on the picture: nothing can mislead this network"
    case .alreadyTarget(let path, let name):
      "\(path): is taken for \(name) already: choose another class with --to"
    case .linearLight(let path):
      "\(path): the network takes linear light, through which whole levels cannot be followed back"
    case .layers(let path, let error): "\(path): \(error)"
    case .notFinite(let path, let what):
      "\(path): \(what) are not finite, so that nothing can be explained"
    case .picture(let path, let error): "\(path): \(error)"
    case .tensor(let path): "'\(path)' is a tensor: images are taken"
    case .definition(let error): error.description
    case .batch(let error): error.description
    }
  }
}
