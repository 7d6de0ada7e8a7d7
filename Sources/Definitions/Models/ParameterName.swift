import Weights

/// A parameter of a network of the catalogue, taken apart: `bn1.gamma`.
package struct ParameterName {
  /// The layer that it belongs to.
  package let layer: String

  /// Extents, slowest first.
  let shape: [Int]

  private let role: String

  /// Takes a name apart.
  ///
  /// - Parameters:
  ///   - name: The name of the layer, a dot, and what the numbers are to it.
  ///   - shape: Extents, slowest first.
  package init(_ name: String, _ shape: [Int]) {
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    layer = String(name[..<dot])
    role = String(name[dot...].dropFirst())
    self.shape = shape
  }

  /// Whether it is a running mean or variance.
  var isStatistic: Bool { role == "mean" || role == "variance" }

  /// Whether it is multiplied by or added behind a normalisation.
  package var isScale: Bool { ["gamma", "offsets"].contains(role) }

  /// What the tensor may be to its layer in a file, the surest first.
  ///
  /// - Parameters:
  ///   - origin: Who named the tensors.
  ///   - isDivided: Whether the layer has Caffe's third blob, so that its first two are statistics.
  /// - Returns: The roles.
  func roles(_ origin: WeightOrigin, isDivided: Bool) -> [LayerTensors.Role] {
    switch role {
    case "weights": [.weights]
    case "bias": [.bias, .beta]
    case "mean": origin == .caffe && isDivided ? [.weights] : [.mean]
    case "variance": origin == .caffe && isDivided ? [.bias] : [.variance]
    case "gamma", "scale": [.gamma, .weights]
    case "offsets", "shift": [.beta, .bias]
    default: [.other(role)]
    }
  }

  /// Whether a layer can do without it: a bias; a factor where Keras was told to learn none.
  func isOptional(_ origin: WeightOrigin) -> Bool {
    role == "bias" || (origin == .keras && role == "gamma")
  }

  /// What a file would call it.
  ///
  /// - Parameters:
  ///   - layer: What it calls the layer.
  ///   - origin: Who names it.
  /// - Returns: The name.
  func name(_ layer: String, _ origin: WeightOrigin) -> String {
    let words: [String: String] =
      origin == .keras
      ? [
        "weights": "kernel", "mean": "moving_mean", "variance": "moving_variance",
        "offsets": "beta",
      ]
      : [
        "weights": "weight", "gamma": "weight", "scale": "weight", "offsets": "bias",
        "shift": "bias", "mean": origin == .caffe ? "weight" : "running_mean",
        "variance": origin == .caffe ? "bias" : "running_var",
      ]
    return layer + (origin == .keras ? "/" : ".") + (words[role] ?? role)
  }
}
