/// Finds the weights of a layer under whatever names a file gives them.
///
/// `conv1` is found as `conv1.weight`, `conv1/weights`, `conv1_w` or plain `conv1`, with prefixes
/// such as `module.` before it, and in AlexNet as torchvision numbers its layers: `features.0`.
public struct WeightsKeys: Sendable {
  /// The names in the file of what one layer has learned.
  public struct LayerKeys: Hashable, Sendable {
    /// The name of the weights.
    public let weight: String

    /// The name of the bias; nil where there is none.
    public let bias: String?
  }

  private enum Role { case weight, bias }

  private let names: [String]

  /// The layers in the order of the file, each once, without prefixes.
  public let layers: [String]

  private let weights: [String: String]
  private let biases: [String: String]
  private let isTorchvisionAlexNet: Bool

  /// Sorts the names of a file by layers.
  ///
  /// - Parameter names: All names of the file; of several that mean the same the first is taken.
  public init(_ names: [String]) {
    var layers: [String] = []
    var weights: [String: String] = [:]
    var biases: [String: String] = [:]
    for name in names {
      let (layer, role) = Self.meaning(of: name)
      switch role {
      case .weight:
        guard weights[layer] == nil else { continue }
        weights[layer] = name
        layers.append(layer)
      case .bias:
        if biases[layer] == nil { biases[layer] = name }
      }
    }
    self.names = names
    self.layers = layers
    self.weights = weights
    self.biases = biases
    // VGG and others number their layers too, but not with these numbers only.
    let numbered = layers.filter { $0.hasPrefix("features.") }
    isTorchvisionAlexNet = numbered.allSatisfy { Self.alexNet.map(\.torchvision).contains($0) }
  }

  /// What a layer has learned.
  ///
  /// - Parameter layer: Its name in the network, such as `conv1`, or in the file.
  /// - Returns: The names in the file.
  /// - Throws: `WeightsError.missing` with the nearest layer and all there are.
  public func layer(_ layer: String) throws(WeightsError) -> LayerKeys {
    let wanted = Self.withoutPrefixes(layer)
    for candidate in [wanted] + synonyms(of: wanted) {
      if let weight = weights[candidate] {
        return LayerKeys(weight: weight, bias: biases[candidate])
      }
    }
    throw .missing(layer, among: layers)
  }

  /// The name that the file has for a tensor.
  ///
  /// - Parameter key: A name as the file has it, or as another file would: `conv1.bias` is found as
  ///   `module.features.0.bias`.
  /// - Returns: The name in the file.
  /// - Throws: `WeightsError.missing` with the nearest name and all there are.
  public func name(for key: String) throws(WeightsError) -> String {
    if names.contains(key) { return key }
    let (layer, role) = Self.meaning(of: key)
    for candidate in [layer] + synonyms(of: layer) {
      if let name = role == .weight ? weights[candidate] : biases[candidate] { return name }
    }
    throw .missing(key, among: names)
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

  private static let prefixes = ["module.", "state_dict.", "model."]

  private static let endings: [(text: String, role: Role)] = [
    (".weight", .weight), (".weights", .weight), (".kernel", .weight), (".w", .weight),
    ("_w", .weight), ("_weight", .weight), (".bias", .bias), (".biases", .bias), (".b", .bias),
    ("_b", .bias), ("_bias", .bias),
  ]

  /// The layer that a name belongs to, and as what; a name without an ending means the weights.
  private static func meaning(of name: String) -> (layer: String, role: Role) {
    let plain = withoutPrefixes(name)
    for candidate in [plain, withDotBeforeLast(plain)] {
      for (text, role) in endings where candidate.hasSuffix(text) && candidate.count > text.count {
        return (String(candidate.dropLast(text.count)), role)
      }
    }
    return (plain, .weight)
  }

  /// Folders separate as dots do in `conv1/weights`, but not in `inception_3a/1x1.weight`.
  private static func withDotBeforeLast(_ name: String) -> String {
    guard let slash = name.lastIndex(of: "/") else { return name }
    return name[..<slash] + "." + name[name.index(after: slash)...]
  }

  private static func withoutPrefixes(_ name: String) -> String {
    for prefix in prefixes where name.hasPrefix(prefix) {
      return withoutPrefixes(String(name.dropFirst(prefix.count)))
    }
    // Where only a part of the network was run on several devices: `features.module.0`.
    return name.replacing(".module.", with: ".")
  }
}
