import Escaping
public import Files
public import Networks

/// Why a model cannot be made as it was asked for.
public enum ModelError: Error, Equatable, Sendable {
  /// No model has that name; `nearest` is one that may be meant.
  case unknownModel(String, nearest: String?)

  /// The model has no layer of that name; `nearest` is one that may be meant.
  case unknownLayer(String, model: String, nearest: String?, known: [String])

  /// The file lacks weights that a layer, or one before it, needs.
  case missingWeights(Path, layer: String, needed: [String])

  /// The file has none of the weights that the model has.
  case noWeights(Path, model: String, needed: String)

  /// The weights of a layer have another shape than those of the model.
  case otherShape(Path, model: String, layer: String, expected: [Int], found: [Int])

  /// The file has no filters on pictures of one channel or three.
  case noFilters(Path)

  /// The file has no filters on luminance or on three colours.
  case noImageFilters(Path)

  /// The network has no convolution whose weights are there.
  case noConvolutions(Path)

  /// The filters of a layer are larger than generated kernels can be.
  case filtersTooLarge(Path, layer: String, shape: [Int])

  /// The filters of a layer do not see luminance or three colours; the layers whose filters do.
  case unsuitableLayer(Path, layer: String, shape: [Int], suitable: [String])

  /// The filters that a first layer was to have do not see one channel or three; the layers whose
  /// filters do.
  case unsuitableFilters(Path, layer: String, shape: [Int], suitable: [String])

  /// A layer is no convolution, but of this kind; the layers whose filters can be compared.
  case notConvolution(Path, layer: String, kind: String, suitable: [String])

  /// The weights of a filter lie so many positions apart, down and across.
  case dilatedFilters(Path, layer: String, dilation: [Int])

  /// The filters of a layer are computed from what goes in, or are not in the file.
  case computedFilters(Path, layer: String)

  /// Several layers have the name that was asked for.
  case severalLayers(Path, String, [String])

  /// No file of weights was given, and none was downloaded.
  case weightsNotDownloaded(model: String)

  /// No file of weights was given for a model that none can be downloaded for.
  case weightsNotNamed(model: String)

  /// The learned numbers do not make a layer.
  case layer(Path, name: String, LayerError)

  /// Whether the command line is to blame, not a file.
  public var isUsage: Bool {
    switch self {
    case .unknownModel, .unknownLayer, .missingWeights, .unsuitableLayer, .unsuitableFilters,
      .notConvolution, .dilatedFilters, .computedFilters, .severalLayers, .weightsNotDownloaded,
      .weightsNotNamed:
      true
    case .noWeights, .otherShape, .noFilters, .noImageFilters, .noConvolutions, .filtersTooLarge,
      .layer:
      false
    }
  }
}

extension ModelError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .unknownModel(let name, let nearest):
      "unknown model '\(escapedForTerminal(name))'"
        + (nearest.map { "; did you mean '\($0)'?" }
          ?? ": 'lenslet model list' lists those that are known")
    case .unknownLayer(let name, let model, let nearest, let known):
      "the model '\(model)' has no layer '\(escapedForTerminal(name))'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? ": it has \(Self.listed(known))")
    case .missingWeights(let path, let layer, let needed):
      "\(path): the layer '\(layer)' needs the weights of \(Self.listed(needed)), which "
        + "are not in the file: name another with --weights, or other layers"
    case .noWeights(let path, let model, let needed):
      "\(path): the model '\(model)' needs the weights of \(needed), which are not in the file: "
        + "'lenslet weights list \(path)' shows what is"
    case .otherShape(let path, let model, let layer, let expected, let found):
      "\(path): the weights of '\(layer)' are \(Self.text(found)), those of '\(model)' "
        + "\(Self.text(expected)): " + Self.advice(expected: expected, found: found)
    case .noFilters(let path):
      "\(path): no tensor has the shape of filters on 1 or 3 channels: "
        + "'lenslet weights list \(path)' shows what there is"
    case .noImageFilters(let path):
      "\(path): no layer has filters on 1 or 3 channels: "
        + "'lenslet weights list \(path)' shows what there is"
    case .noConvolutions(let path):
      "\(path): no convolution is computed from pictures: name layers with --depth-layer"
    case .filtersTooLarge(let path, let layer, let shape):
      "\(path): the filters of '\(escapedForTerminal(layer))' are \(Self.text(shape)); those of up to "
        + "1024 rows and columns are compared"
    case .unsuitableLayer(let path, let layer, let shape, let suitable):
      "\(path): the weights of '\(escapedForTerminal(layer))' are \(Self.text(shape)); filters on 1 "
        + "or 3 channels are compared: " + Self.layers(suitable)
    case .unsuitableFilters(let path, let layer, let shape, let suitable):
      "\(path): the weights of '\(escapedForTerminal(layer))' are \(Self.text(shape)); a first layer "
        + "takes filters on 1 or 3 channels: " + Self.layers(suitable)
    case .notConvolution(let path, let layer, let kind, let suitable):
      "\(path): '\(escapedForTerminal(layer))' is of the kind \(kind), not a convolution; filters on 1 "
        + "or 3 channels are compared: " + Self.layers(suitable)
    case .dilatedFilters(let path, let layer, let dilation):
      "\(path): the weights of '\(escapedForTerminal(layer))' lie \(Self.text(dilation)) apart: filters "
        + "without gaps are compared"
    case .computedFilters(let path, let layer):
      "\(path): the filters of '\(escapedForTerminal(layer))' are not in the file, or depend on what goes "
        + "in: choose another layer"
    case .severalLayers(let path, let pattern, let layers):
      "\(path): '\(escapedForTerminal(pattern))' means \(layers.count) layers: name one of "
        + Self.listed(layers.map(escapedForTerminal))
    case .weightsNotDownloaded(let model):
      "there are no weights for '\(model)': 'lenslet weights get \(model)' downloads them, "
        + "or name a file with --weights"
    case .weightsNotNamed(let model):
      "the model '\(model)' needs a file of weights: name it with --weights"
    case .layer(let path, let name, let error): "\(path): layer '\(name)': \(error)"
    }
  }

  private static func listed(_ names: [String]) -> String {
    let others = names.count - 10
    return names.prefix(10).joined(separator: ", ") + (others > 0 ? " and \(others) others" : "")
  }

  private static func layers(_ names: [String]) -> String {
    let shown = names.prefix(10).map(escapedForTerminal).joined(separator: ", ")
    if names.isEmpty { return "no layer of this file has them" }
    return
      "\(shown)\(names.count > 10 ? " and others" : "") \(names.count == 1 ? "has" : "have") them"
  }

  private static func text(_ shape: [Int]) -> String {
    shape.isEmpty ? "a scalar" : shape.map(String.init).joined(separator: "x")
  }

  /// Two networks are called AlexNet.
  private static func advice(expected: [Int], found: [Int]) -> String {
    if expected == [96, 3, 11, 11], found == [64, 3, 11, 11] {
      return "this is the other AlexNet, torchvision's of 64 filters; look at it with "
        + "'-m first-layer --stride 4 --padding 2'"
    }
    return "the file belongs to another network; '-m first-layer' takes any filters on 3 channels"
  }
}
