/// What the name of a tensor says: the layer that it belongs to, and as what.
///
/// Names of PyTorch separate their parts by dots (`layer1.0.conv1.weight`), those of TensorFlow by
/// slashes with an output's number at the end (`Conv1/kernel:0`); Caffe's layers may have slashes
/// themselves (`inception_3a/1x1`).
struct TensorNaming: Sendable {
  /// What a tensor is to its layer.
  enum Role {
    /// The filters of a convolution, or the matrix of a linear layer.
    case weight

    /// What is added to each output.
    case bias

    /// What is neither: statistics, counters, tables of positions, what an optimiser keeps.
    case other
  }

  /// The name in the file.
  let name: String

  /// The layer without what frameworks put before it: `module.`, `state_dict.` and `model.`.
  let layer: String

  /// Whether nothing of that stands before the name.
  var isPlain: Bool { name.utf8.starts(with: layer.utf8) }

  /// The layer without the names of the parts of a program that it may lie in, such as `backbone.`.
  let bareLayer: String

  /// What the tensor is.
  let role: Role

  /// Whether it is what an optimiser keeps beside a tensor.
  let isOfOptimiser: Bool

  /// Whether it lies in a second copy of the network, for example of averaged weights.
  let isCopy: Bool

  /// Takes a name apart.
  init(_ name: String) {
    self.name = name
    let (layer, role) = Self.meaning(of: name)
    self.layer = layer
    let parts = Self.parts(of: name)
    isOfOptimiser = parts.contains(where: Self.isOfOptimiser)
    self.role = isOfOptimiser || Self.isState(parts) ? .other : role
    isCopy = parts.contains(where: Self.isOfCopy)
    bareLayer = Self.withoutPrefixes(layer, Self.framePrefixes + Self.partPrefixes)
  }

  /// The layer as another file would call it, `conv1.weight` or `conv1`.
  static func layer(of name: String) -> String { withoutPrefixes(name, framePrefixes) }

  /// A name without what frameworks put before it, and without the number of an output behind it.
  static func plain(_ name: String) -> String {
    withoutOutputNumber(withoutPrefixes(name, framePrefixes))
  }

  /// The words of a name, in lower case.
  static func parts(of name: String) -> [String] {
    name.lowercased().split { $0 == "." || $0 == "/" || $0 == ":" }.map(String.init)
  }

  private static let framePrefixes = ["module.", "state_dict.", "model."]

  private static let partPrefixes = [
    "_orig_mod.", "model_state_dict.", "model_state.", "params.", "net.", "network.", "backbone.",
    "encoder.", "student.", "teacher.", "ema.", "ema_model.", "model_ema.", "params_ema.",
    "state_dict_ema.", "base_model.", "feature_extractor.", "trunk.", "body.", "visual.",
    "vision_model.", "image_encoder.", "encoder_q.", "encoder_k.", "momentum_encoder.",
  ]

  private static let endings: [(text: String, role: Role)] = [
    (".weight", .weight), (".weights", .weight), (".kernel", .weight), (".w", .weight),
    ("_w", .weight), ("_weight", .weight), (".depthwise_kernel", .weight),
    (".pointwise_kernel", .weight), (".depthwise_weights", .weight),
    (".pointwise_weights", .weight), ("_kernel", .weight), (".bias", .bias), (".biases", .bias),
    (".b", .bias), ("_b", .bias), ("_bias", .bias),
  ]

  /// The layer that a name belongs to, and as what; a name without an ending means the weights.
  private static func meaning(of name: String) -> (layer: String, role: Role) {
    let plain = plain(name)
    for candidate in [plain, withDotBeforeLast(plain)] {
      for (text, role) in endings where candidate.hasSuffix(text) && candidate.count > text.count {
        return (String(candidate.dropLast(text.count)), role)
      }
    }
    return (plain, .weight)
  }

  /// TensorFlow's names end in the number of an output, `:0`.
  private static func withoutOutputNumber(_ name: String) -> String {
    guard let colon = name.lastIndex(of: ":"), name.index(after: colon) != name.endIndex,
      name[name.index(after: colon)...].allSatisfy(\.isNumber)
    else { return name }
    return String(name[..<colon])
  }

  /// Folders separate as dots do in `conv1/weights`, but not in `inception_3a/1x1.weight`.
  private static func withDotBeforeLast(_ name: String) -> String {
    guard let slash = name.lastIndex(of: "/") else { return name }
    return name[..<slash] + "." + name[name.index(after: slash)...]
  }

  private static func withoutPrefixes(_ name: String, _ prefixes: [String]) -> String {
    for prefix in prefixes where name.hasPrefix(prefix) && name.count > prefix.count {
      return withoutPrefixes(String(name.dropFirst(prefix.count)), prefixes)
    }
    // Where only a part of the network was run on several devices: `features.module.0`.
    return name.replacing(".module.", with: ".")
  }

  /// Whether a word of a name is one of the things that an optimiser keeps beside each tensor.
  private static func isOfOptimiser(_ part: String) -> Bool {
    part.hasPrefix("optim") || part.hasPrefix("opt_state") || optimiserWords.contains(part)
      || optimiserEndings.contains { part.hasSuffix($0) }
  }

  private static let optimiserEndings = ["_grad", "_momentum", "_exp_avg", "_exp_avg_sq"]

  private static let optimiserWords: Set<String> = [
    "exp_avg", "exp_avgs", "exp_avg_sq", "exp_avg_sqs", "max_exp_avg_sq", "momentum_buffer",
    "momentum_buffers", "square_avg", "acc_delta", "grad_avg", "momentum", "adam", "adam_1",
    "adam_m", "adam_v", "adamw", "rmsprop", "rmsprop_1", "adagrad", "velocity", "lr_scheduler",
    "scheduler", "grad_scaler", "slot", "adadelta",
    "grad", "grads", "gradients", "fisher",
  ]

  private static func isOfCopy(_ part: String) -> Bool {
    ["teacher", "encoder_k", "momentum_encoder", "swa_model", "averaged", "avg_model", "shadow"]
      .contains(part)
      || part.split(separator: "_").contains("ema")
      || part == "exponentialmovingaverage"
  }

  /// Whether the last word is that of a buffer, a constant or a table.
  private static func isState(_ parts: [String]) -> Bool {
    guard let last = parts.last(where: { !$0.allSatisfy(\.isNumber) }) else { return false }
    let words = Set(last.split(separator: "_").map(String.init))
    return stateWords.contains(last) || !words.isDisjoint(with: ["pos", "position", "mask"])
      || last.hasPrefix("running_") || last.hasPrefix("moving_")
  }

  private static let stateWords: Set<String> = [
    "num_batches_tracked", "mean", "std", "var", "variance", "gamma", "beta", "cls_token",
    "dist_token", "relative_position_index", "relative_position_bias_table", "anchors",
    "anchor_grid", "pixel_mean", "pixel_std", "image_mean", "image_std", "data_mean", "mean_image",
    "weight_scale", "weight_zero_point",
  ]
}
