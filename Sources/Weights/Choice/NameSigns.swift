/// Names of tensors that tell which framework gave them.
enum NameSigns {
  /// What was found, as an answer to "why".
  struct Sign {
    let text: String

    /// Whether networks that are named like this are known to differ.
    var isUnsure = false
  }

  /// A name that PyTorch gives: modules within modules, numbered parts, statistics of a batch
  /// normalisation.
  static func pyTorch(_ names: [String]) -> Sign? {
    let found = names.first { name in
      let naming = TensorNaming(name)
      guard !name.contains("/"), !name.contains(":"), !isOfOptimiser(naming) else { return false }
      let parts = TensorNaming.parts(of: name)
      if let last = parts.last, pyTorchBuffers.contains(last) { return true }
      guard name.hasSuffix(".weight") || name.hasSuffix(".bias") else { return false }
      let modules = TensorNaming.parts(of: naming.bareLayer)
      // Caffe's batch normalisation has three blobs, the third called `bn1.2` here.
      if modules.count == 1, isBatchNormalisation(modules[0]) {
        return !names.contains("\(naming.layer).2")
      }
      return modules.count > 1
        || modules.contains { part in
          pyTorchModules.contains(part) || part.allSatisfy(\.isNumber)
        }
    }
    return found.map { Sign(text: "as PyTorch names layers ('\($0)')") }
  }

  /// A name that TensorFlow or Keras gives.
  static func tensorFlow(_ names: [String]) -> Sign? {
    guard let found = names.first(where: isTensorFlow) else { return nil }
    let isUnsure = names.contains { name in
      TensorNaming.parts(of: name).contains { part in
        part.hasPrefix("block1_conv") || part == "conv1_conv" || part.hasPrefix("res2a_branch")
      }
    }
    return Sign(
      text: "as TensorFlow names layers ('\(found)')"
        + (isUnsure ? ", though Keras feeds its VGG and ResNet with blue first" : ""),
      isUnsure: isUnsure)
  }

  /// A name that Caffe's networks have.
  static func caffe(_ names: [String]) -> Sign? {
    let found = names.first { name in
      let naming = TensorNaming(name)
      guard !isOfOptimiser(naming) else { return false }
      let layer = naming.bareLayer
      if isCaffeLayer(layer) { return true }
      guard let slash = name.lastIndex(of: "/") else {
        return layer.hasSuffix(".2") && isBatchNormalisation(String(layer.dropLast(2)))
      }
      // `inception_3a/1x1.weight`, `conv1/7x7_s2`; not `conv1/weights`.
      let last = name[slash...]
      return last.hasSuffix(".weight") || last.hasSuffix(".bias") || hasExtents(last)
    }
    return found.map { Sign(text: "as Caffe names layers ('\($0)')") }
  }

  /// Whether TensorFlow or Keras gives such names.
  static func isTensorFlow(_ name: String) -> Bool {
    let parts = TensorNaming.parts(of: name).filter { !$0.allSatisfy(\.isNumber) }
    guard let last = parts.last else { return false }
    if last.hasSuffix("_kernel") || last.hasSuffix("wise_weights") { return true }
    return last == "kernel"
      || (["weights", "gamma", "moving_mean"].contains(last)
        && (name.contains("/") || name.contains(":")))
  }

  /// Whether a name has the rows and columns of a kernel in it, `7x7`.
  private static func hasExtents(_ name: Substring) -> Bool {
    let letters = Array(name)
    return letters.indices.dropFirst().dropLast().contains { place in
      letters[place] == "x" && letters[place - 1].isNumber && letters[place + 1].isNumber
    }
  }

  private static func isOfOptimiser(_ naming: TensorNaming) -> Bool {
    naming.role == .other
      && TensorNaming.parts(of: naming.name).contains { $0.hasPrefix("optim") }
  }

  private static func isBatchNormalisation(_ layer: String) -> Bool {
    layer.hasPrefix("bn") && layer.dropFirst(2).allSatisfy(\.isNumber)
  }

  private static func isCaffeLayer(_ layer: String) -> Bool {
    if ["fc6", "fc7", "fc8", "bn_conv1", "scale_conv1"].contains(layer) { return true }
    if layer.hasPrefix("res2a_branch") || layer.hasPrefix("mbox_") { return true }
    // `conv1_1`, as VGG's authors call their layers.
    let parts = layer.split(separator: "_", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].hasPrefix("conv") && parts[0].count > 4
      && parts[0].dropFirst(4).allSatisfy(\.isNumber) && !parts[1].isEmpty
      && parts[1].allSatisfy(\.isNumber)
  }

  private static let pyTorchBuffers: Set<String> = [
    "running_mean", "running_var", "num_batches_tracked",
  ]

  private static let pyTorchModules: Set<String> = [
    "conv_stem", "conv_head", "conv_first", "conv_last", "patch_embed", "downsample", "norm",
    "fc_norm",
  ]
}
