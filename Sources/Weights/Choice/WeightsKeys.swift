import Spelling

/// Finds the weights of a layer under whatever names a file gives them.
///
/// `conv1` is found as `conv1.weight`, `conv1/weights`, `conv1_w` or plain `conv1`, with prefixes
/// such as `module.` or `backbone.` before it, and in AlexNet as torchvision numbers its layers:
/// `features.0`.
public struct WeightsKeys: Sendable {
  /// The names in the file of what one layer has learned.
  public struct LayerKeys: Hashable, Sendable {
    /// The name of the weights.
    public let weight: String

    /// The name of the bias; nil if there is none.
    public let bias: String?
  }

  private let names: [String]

  /// The layers in the order of the file, each once, without prefixes; statistics, tables and what
  /// an optimiser keeps are not among them.
  public let layers: [String]

  /// What the names of the weights of the layers say, in the same order.
  let weightNames: [TensorNaming]

  private let weights: [ExactName: String]
  private let biases: [ExactName: String]
  private let bareLayers: [ExactName: String]
  private let isTorchvisionAlexNet: Bool

  /// Sorts the names of a file by layers.
  ///
  /// - Parameter names: All names of the file; of several that mean the same the first is taken,
  ///   and one without prefixes before the others.
  public init(_ names: [String]) {
    let namings = names.map(TensorNaming.init)
    // A name without prefixes comes before the same one behind `model.`.
    var weights: [ExactName: String] = [:]
    var biases: [ExactName: String] = [:]
    for naming in namings.filter(\.isPlain) + namings.filter({ !$0.isPlain }) {
      let layer = ExactName(naming.layer)
      switch naming.role {
      case .weight: if weights[layer] == nil { weights[layer] = naming.name }
      case .bias: if biases[layer] == nil { biases[layer] = naming.name }
      case .other: break
      }
    }
    let weightNames = namings.filter { naming in
      naming.role == .weight
        && weights[ExactName(naming.layer)].map(ExactName.init) == ExactName(naming.name)
    }
    self.names = names
    self.weightNames = weightNames
    layers = weightNames.map(\.layer)
    self.weights = weights
    self.biases = biases
    var bareLayers: [ExactName: String] = [:]
    // The network itself comes before copies of it.
    for naming in weightNames.filter({ !$0.isCopy }) + weightNames.filter(\.isCopy)
    where bareLayers[ExactName(naming.bareLayer)] == nil {
      bareLayers[ExactName(naming.bareLayer)] = naming.layer
    }
    self.bareLayers = bareLayers
    // VGG and others number their layers too, but not with these numbers only.
    let numbered = layers.filter { $0.hasPrefix("features.") }
    isTorchvisionAlexNet = numbered.allSatisfy { Self.alexNet.map(\.torchvision).contains($0) }
  }

  /// Sorts the names of a file, those of tensors that are not read after the others.
  ///
  /// - Parameter file: The file.
  public init(_ file: any WeightsFile) {
    self.init(file.entries.map(\.name) + file.unread.map(\.name))
  }

  /// What a layer has learned.
  ///
  /// - Parameter layer: Its name in the network, such as `conv1`, or in the file.
  /// - Returns: The names in the file.
  /// - Throws: `WeightsError.missingLayer` with the nearest layer and all there are.
  public func layer(_ layer: String) throws(WeightsError) -> LayerKeys {
    let written = TensorNaming.layer(of: layer)
    for candidate in candidates(matchingName(written, among: layers) ?? written) {
      if let weight = weights[candidate] {
        return LayerKeys(weight: weight, bias: biases[candidate])
      }
    }
    // A table or a tensor by its whole name.
    if let name = try? name(for: layer) { return LayerKeys(weight: name, bias: nil) }
    throw .missingLayer(layer, among: layers)
  }

  /// The name that the file has for a tensor.
  ///
  /// - Parameter key: A name as the file has it, or as another file would: `conv1.bias` is found as
  ///   `module.features.0.bias`.
  /// - Returns: The name in the file.
  /// - Throws: `WeightsError.missing` with the nearest name and all there are.
  public func name(for key: String) throws(WeightsError) -> String {
    if let name = matchingName(key, among: names) { return name }
    let naming = TensorNaming(key)
    for candidate in candidates(naming.layer) {
      switch naming.role {
      case .weight: if let name = weights[candidate] { return name }
      case .bias: if let name = biases[candidate] { return name }
      case .other: break
      }
    }
    throw .missing(key, among: names)
  }

  /// What a layer may be called in the file, in the order in which it is looked for.
  private func candidates(_ layer: String) -> [ExactName] {
    let names = ([layer] + synonyms(of: layer)).map(ExactName.init)
    return names + names.compactMap { bareLayers[$0].map(ExactName.init) }
  }

  /// Other names of a layer, in both directions.
  private func synonyms(of layer: String) -> [String] {
    Self.alexNet.flatMap { caffe, torchvision in
      // The first layer has this number in every network that numbers its layers.
      guard isTorchvisionAlexNet || caffe == "conv1" else { return [String]() }
      if layer == caffe { return [torchvision] }
      return layer == torchvision ? [caffe] : []
    }
  }

  /// The learned layers of AlexNet in Caffe's names and in torchvision's.
  private static let alexNet: [(caffe: String, torchvision: String)] = [
    ("conv1", "features.0"), ("conv2", "features.3"), ("conv3", "features.6"),
    ("conv4", "features.8"), ("conv5", "features.10"), ("fc6", "classifier.1"),
    ("fc7", "classifier.4"), ("fc8", "classifier.6"),
  ]
}
