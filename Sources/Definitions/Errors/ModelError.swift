import Escaping
public import Files
public import Networks

/// Why a model cannot be made as it was asked for.
public enum ModelError: Error, Equatable, Sendable {
  /// No model has that name; `nearest` is one that may be meant.
  case unknownModel(String, nearest: String?)

  /// The model has no layer of that name; `nearest` is one that may be meant.
  case unknownLayer(String, model: String, nearest: String?, known: [String])

  /// A value that is given for one layer is named by a pattern of several.
  case severalLayers(String, [String])

  /// Two names mean the one layer that values are given for.
  case layerGivenTwice(String, String)

  /// The file lacks weights that a layer, or one before it, needs.
  case missingWeights(Path, layer: String, needed: [String])

  /// The file has none of the weights that the model has.
  case noWeights(Path, model: String, needed: String)

  /// Weights have another shape than those of the model.
  case misshapen(Path, model: String, [MisshapenWeights])

  /// The file has the weights of another network of the catalogue.
  case otherNetwork(Path, model: String, found: String)

  /// Tensors that are needed hold numbers that are not finite.
  case notFinite(Path, [String])

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
  case ambiguousLayer(Path, String, [String])

  /// No file of weights was given, and none was downloaded.
  case weightsNotDownloaded(model: String)

  /// No file of weights was given for a model that none can be downloaded for; the name and shape of
  /// its first weights, if it has any of its own.
  case weightsNotNamed(model: String, first: String?)

  /// The learned numbers do not make a layer.
  case layer(Path, name: String, LayerError)

  /// Whether the command line is to blame, not a file.
  public var isUsage: Bool {
    switch self {
    case .unknownModel, .unknownLayer, .severalLayers, .layerGivenTwice, .missingWeights,
      .unsuitableLayer, .unsuitableFilters, .notConvolution, .dilatedFilters, .computedFilters,
      .ambiguousLayer, .weightsNotDownloaded, .weightsNotNamed:
      true
    case .noWeights, .misshapen, .otherNetwork, .notFinite, .noFilters, .noImageFilters,
      .noConvolutions, .filtersTooLarge, .layer:
      false
    }
  }
}

extension ModelError: CustomStringConvertible {
  /// What is known in the place of a name, which may be that of a file.
  private static func known(_ name: String) -> String {
    name.contains { "./".contains($0) }
      ? ": files of networks end in .onnx or .prototxt, and 'lenslet model list' lists names"
      : ": 'lenslet model list' lists those that are known"
  }

  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .unknownModel(let name, let nearest):
      "unknown model '\(escapedForTerminal(name))'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? Self.known(name))
    case .unknownLayer(let name, let model, let nearest, let known):
      "the model '\(model)' has no layer '\(escapedForTerminal(name))'"
        + (nearest.map { "; did you mean '\($0)'?" }
          ?? ": it has \(known.map(escapedForTerminal).firstTen)")
    case .severalLayers(let name, let found):
      "'\(escapedForTerminal(name))' means several layers, "
        + "\(found.map(escapedForTerminal).firstTen): --set takes one"
    case .layerGivenTwice(let name, let layer):
      "'\(escapedForTerminal(name))' is the layer '\(escapedForTerminal(layer))', which is given "
        + "with --set already"
    case .missingWeights(let path, let layer, let needed):
      "\(path): the layer '\(layer)' needs weights that are not in the file: name another with "
        + "--weights, or other layers; \(needed.count) missing: "
        + needed.map(escapedForTerminal).joined(separator: ", ")
    case .noWeights(let path, let model, let needed):
      "\(path): the model '\(model)' needs the weights of \(needed), which are not in the file: "
        + "'lenslet weights list \(path)' shows what is"
    case .misshapen(let path, let model, let weights):
      "\(path): weights are not of the shape that '\(model)' has: \(Self.advice(weights)); "
        + "\(weights.count) of another shape: \(Self.listed(weights))"
    case .otherNetwork(let path, let model, let found):
      "\(path): the weights are those of '\(found)', not of '\(model)': name it with --model"
    case .notFinite(let path, let names):
      "\(path): weights are not finite, so that nothing can be computed with them; "
        + "\(names.count) with NaN or infinity: "
        + names.map(escapedForTerminal).joined(separator: ", ")
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
    case .ambiguousLayer(let path, let pattern, let layers):
      "\(path): '\(escapedForTerminal(pattern))' means \(layers.count) layers: name one of "
        + layers.map(escapedForTerminal).firstTen
    case .weightsNotDownloaded(let model):
      "there are no weights for '\(model)': 'lenslet weights get \(model)' downloads them, "
        + "or name a file with --weights"
    case .weightsNotNamed(let model, let first):
      "the model '\(model)' needs a file of weights: name it with --weights"
        + (first.map {
          ", a .safetensors, .npz, .pth or .caffemodel file whose first weights are \($0)"
        } ?? "")
    case .layer(let path, let name, let error): "\(path): layer '\(name)': \(error)"
    }
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

  /// Names of tensors, each with both shapes.
  static func listed(_ weights: [MisshapenWeights]) -> String {
    weights.map { tensor in
      "\(escapedForTerminal(tensor.name)) (\(text(tensor.found)), not \(text(tensor.expected)))"
    }.joined(separator: ", ")
  }

  /// Two networks are called AlexNet.
  private static func advice(_ weights: [MisshapenWeights]) -> String {
    if weights.first?.expected == [96, 3, 11, 11], weights.first?.found == [64, 3, 11, 11] {
      return "this is the other AlexNet, torchvision's of 64 filters, '-m alexnet-torchvision'"
    }
    return "name layers that do not need them with --layer, or another network with --model"
  }
}

/// Weights whose shape is not that of the network's.
public struct MisshapenWeights: Equatable, Sendable {
  /// The name of the tensor in the file.
  public let name: String

  /// The shape that the network has.
  public let expected: [Int]

  /// The shape that the file has.
  public let found: [Int]
}
