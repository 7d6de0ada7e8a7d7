import Spelling

/// The tensors of a file by the layer that they belong to, and by what they are to it.
///
/// `bn1.running_mean` of PyTorch, `bn1/moving_mean:0` of Keras and the first blob of a batch
/// normalisation of Caffe are found under the layer `bn1`. Slashes and dots within a layer's name
/// are taken for the same, and what frameworks put before names is left out.
public struct LayerTensors: Sendable {
  /// What a tensor is to its layer, as its name says it.
  public enum Role: Hashable, Sendable {
    /// What ends in `weight` or `kernel`; of a normalisation what values are multiplied by.
    case weights

    /// What ends in `bias`.
    case bias

    /// The running mean of a normalisation.
    case mean

    /// The running variance of a normalisation.
    case variance

    /// What a normalisation multiplies by.
    case gamma

    /// What a normalisation adds.
    case beta

    /// The third blob of Caffe's batch normalisation, by which the others are divided.
    case factor

    /// Anything else, by the last part of its name.
    case other(String)
  }

  private struct Key: Hashable {
    let layer: ExactName
    let role: Role
  }

  private var entries: [Key: TensorEntry] = [:]
  private var problems: [Key: WeightsError] = [:]

  /// The names of the tensors that a network computes with: not those of counters, of random
  /// numbers, and of what an optimiser keeps.
  public let names: [String]

  /// The layers with their numbers in the order of the file, each once, as the file writes them but
  /// for dots.
  public let layers: [String]

  /// Sorts the tensors of a file.
  ///
  /// - Parameter file: The file.
  /// - Complexity: O(tensors).
  public init(_ file: any WeightsFile) {
    let readings = file.entries.map { (entry: $0, naming: TensorNaming($0.name)) }
      .filter { !$0.naming.isOfOptimiser && !Self.counters.contains(Self.last(of: $0.naming.name)) }
    names = readings.map(\.entry.name)
    var layers: [String] = []
    var seen: Set<ExactName> = []
    // The network itself comes before copies of it, and a plain name before one behind `model.`.
    let ordered =
      readings.filter { $0.naming.isPlain && !$0.naming.isCopy }
      + readings.filter { !$0.naming.isPlain && !$0.naming.isCopy }
      + readings.filter(\.naming.isCopy)
    for (entry, naming) in ordered {
      let (layer, role) = Self.place(of: naming)
      for name in Self.spellings(layer) {
        let key = Key(layer: ExactName(name), role: role)
        if entries[key] == nil { entries[key] = entry }
      }
      if let name = Self.spellings(layer).last, seen.insert(ExactName(name)).inserted {
        layers.append(name)
      }
    }
    for tensor in file.unread {
      let (layer, role) = Self.place(of: TensorNaming(tensor.name))
      for name in Self.spellings(layer) {
        problems[Key(layer: ExactName(name), role: role)] = tensor.problem
      }
    }
    self.layers = layers
  }

  /// The tensor of a layer.
  ///
  /// - Parameters:
  ///   - layer: The layer, as some framework calls it.
  ///   - role: What the tensor is to it.
  /// - Returns: The tensor; nil if there is none that is read.
  public func entry(_ layer: String, _ role: Role) -> TensorEntry? {
    entries[Key(layer: ExactName(Self.dotted(layer)), role: role)]
  }

  /// Why a tensor of a layer is not read.
  ///
  /// - Parameters:
  ///   - layer: The layer, as some framework calls it.
  ///   - role: What the tensor is to it.
  /// - Returns: The problem; nil if there is no such tensor, or it is read.
  public func problem(_ layer: String, _ role: Role) -> WeightsError? {
    problems[Key(layer: ExactName(Self.dotted(layer)), role: role)]
  }

  /// The layer of a name, and what the tensor is to it.
  private static func place(of naming: TensorNaming) -> (layer: String, role: Role) {
    let last = last(of: naming.name)
    let role: Role? = lastWords[last]
    if naming.role != .other, role == nil {
      // A name without an ending means the weights.
      return (naming.layer, naming.role == .bias ? .bias : .weights)
    }
    let plain = TensorNaming.plain(naming.name)
    let layer = String(plain.dropLast(last.count + 1))
    return (layer, role ?? .other(last))
  }

  /// What a layer may be called: Keras writes some names twice, `conv1/conv1`, and a network may
  /// lie in a part of a program, `backbone.conv1`.
  private static func spellings(_ layer: String) -> [String] {
    let name = dotted(layer)
    let parts = name.split(separator: ".")
    let half = parts.count / 2
    if half > 0, parts.count == 2 * half, parts[..<half] == parts[half...] {
      return [parts[half...].joined(separator: ".")]
    }
    let bare = dotted(TensorNaming(layer).bareLayer)
    return bare.isEmpty || bare == name ? [name] : [name, bare]
  }

  private static func dotted(_ name: String) -> String { name.replacing("/", with: ".") }

  /// The last word of a name, without the number of an output.
  private static func last(of name: String) -> String {
    let plain = TensorNaming.plain(name)
    return plain.lastIndex { $0 == "." || $0 == "/" }.map { String(plain[$0...].dropFirst()) }
      ?? plain
  }

  private static let lastWords: [String: Role] = [
    "running_mean": .mean, "moving_mean": .mean, "running_var": .variance,
    "moving_variance": .variance, "gamma": .gamma, "beta": .beta, "2": .factor, "kernel": .weights,
    "depthwise_kernel": .weights, "depthwise_weights": .weights,
  ]

  private static let counters: Set<String> = ["num_batches_tracked", "seed_generator_state"]
}
