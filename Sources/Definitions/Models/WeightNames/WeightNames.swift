import Networks

/// Who named the tensors of a file.
public enum WeightOrigin: String, Sendable {
  /// The names of the catalogue itself, where nobody else gave them.
  case catalogue

  /// PyTorch's library of networks, and what is named like it.
  case torchvision

  /// The library `timm`.
  case timm

  /// The Caffe model zoo.
  case caffe

  /// The applications that come with Keras.
  case keras

  /// What it is called in messages.
  public var title: String {
    switch self {
    case .catalogue: "the catalogue"
    case .torchvision: "torchvision"
    case .timm: "timm"
    case .caffe: "Caffe"
    case .keras: "Keras"
    }
  }
}

/// What one origin calls the layers of a network of the catalogue, and which form of it was
/// learned.
package struct WeightNames: Sendable {
  /// Whose names they are.
  package let origin: WeightOrigin

  /// The name of the form of the network that such weights were learned in; nil for any form.
  package internal(set) var form: String?

  /// How layers are called, the first rule that is for a layer; a layer without a rule keeps its
  /// name.
  package internal(set) var rules: [NameRule] = []

  /// What layers are called that are numbered as they were made: for a kind of operator the name
  /// before the number.
  package internal(set) var numbered: [String: String] = [:]

  /// What begins like this is known to be left out: heads that only help while a network learns.
  var leftOut: [String] = []

  /// How such weights expect pictures, if not as the network of the catalogue says.
  var input: (@Sendable (_ side: Int) -> InputStage)?

  /// What a file calls a layer.
  ///
  /// - Parameters:
  ///   - layer: The name of the layer in the catalogue.
  ///   - isScale: Whether what is multiplied by or added behind a normalisation is asked for.
  /// - Returns: The name of the layer in the file.
  package func name(of layer: String, isScale: Bool) -> String {
    for rule in rules {
      if let name = rule.name(of: layer, isScale: isScale) { return name }
    }
    return layer
  }
}

extension Model {
  /// What files call the layers of this network, the surest first.
  package var weightNames: [WeightNames] {
    for family in Self.weightNameFamilies {
      if let names = family(name) { return names }
    }
    return [WeightNames(origin: .catalogue)]
  }

  /// Each gives what files call the layers of the networks of a family, nil for other networks.
  private static let weightNameFamilies: [@Sendable (String) -> [WeightNames]?] = [
    WeightNames.alexNet, WeightNames.vgg, WeightNames.googLeNet, WeightNames.inception,
    WeightNames.resNet, WeightNames.cifarResNet, WeightNames.denseNet, WeightNames.mobileNet,
    WeightNames.mobileNetV2, WeightNames.efficientNet, WeightNames.small,
  ]
}
