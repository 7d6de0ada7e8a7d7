import Spelling

/// Finds the layer that takes the picture among all filters of a file.
///
/// Filters on three channels come before those on one, which come before others; larger kernels
/// before 1x1; a network before copies of it; names of first layers before others. Names in
/// alphabetical order, as the usual library writes them, say nothing about the order of layers:
/// there numbers are compared as numbers. Elsewhere the order of the file counts.
struct FirstLayerRanking {
  /// Filters that may be those of the first layer.
  struct Candidate {
    let naming: TensorNaming
    let entry: TensorEntry

    /// Filters, channels, rows and columns.
    let shape: [Int]

    /// Whether it is a copy of another tensor, or lies in a second copy of the network.
    let isCopy: Bool

    /// Whether it is named as first layers are.
    var isNamedFirst: Bool { FirstLayerRanking.isNamedFirst(naming) }
  }

  /// The best; nil if the file has no filters.
  let first: Candidate?

  /// The others that nothing but their place sets apart from the best.
  let equals: [Candidate]

  /// Ranks filters.
  ///
  /// - Parameter candidates: All tensors of four extents, in the order of the file.
  init(_ candidates: [Candidate]) {
    let filters = candidates.filter(Self.canBeFirst)
    let names = filters.map { ExactName($0.entry.name) }
    let isSorted = zip(names, names.dropFirst()).allSatisfy { $0 < $1 }
    let ordered =
      isSorted
      ? filters.sorted { Self.isBefore($0.naming.bareLayer, $1.naming.bareLayer) } : filters
    let places = ordered.indices.sorted { left, right in
      (Self.place(ordered[left].naming), left) < (Self.place(ordered[right].naming), right)
    }
    let byPlace = places.map { ordered[$0] }
    let takesColour = byPlace.contains { $0.shape[1] == 3 }
    let ranks = byPlace.indices.map { index in
      Self.rank(byPlace[index], after: byPlace[..<index], takesColour: takesColour)
    }
    guard let best = ranks.min(), let index = ranks.firstIndex(of: best) else {
      (first, equals) = (nil, [])
      return
    }
    first = byPlace[index]
    equals = byPlace.indices.filter { $0 != index && ranks[$0] == best }.map { byPlace[$0] }
  }

  /// Whether a layer's name says that each filter sees one channel.
  static func isNamedDepthwise(_ naming: TensorNaming) -> Bool {
    TensorNaming.parts(of: naming.name).contains { part in
      part.split(separator: "_").contains { depthwiseWords.contains(String($0)) }
    }
  }

  /// Lower comes first.
  private struct Rank: Comparable {
    let channels: Int
    let copy: Int
    let name: Int

    static func < (left: Rank, right: Rank) -> Bool {
      (left.channels, left.copy, left.name) < (right.channels, right.copy, right.name)
    }
  }

  /// Constants such as the mean of a picture, and attention's tables, are no bank of filters; one
  /// filter of 1x1 is, where its name says so.
  private static func canBeFirst(_ candidate: Candidate) -> Bool {
    let (shape, naming) = (candidate.shape, candidate.naming)
    let isConstant = shape[0] == 1 && shape[2] == 1 && shape[3] == 1
    let isNamedFirst = naming.name.hasSuffix("weight") && candidate.isNamedFirst
    if isConstant, !isNamedFirst { return false }
    return TensorNaming.parts(of: candidate.naming.name).allSatisfy { part in
      !["attn", "attention", "self_attn", "attn_bias"].contains(part)
    }
  }

  private static func rank(
    _ candidate: Candidate, after earlier: ArraySlice<Candidate>, takesColour: Bool
  ) -> Rank {
    let shape = candidate.shape
    let isPoint = shape[2] == 1 && shape[3] == 1
    let channels: Int
    switch shape[1] {
    case 3: channels = isPoint ? 1 : 0
    case 1:
      // Where something takes colours, or makes as many maps, these filters see one map each.
      let isDepthwise =
        isNamedDepthwise(candidate.naming) || takesColour
        || earlier.contains { layer in
          !layer.isCopy && layer.shape[1] > 1 && shape[0].isMultiple(of: layer.shape[0])
        }
      channels = isDepthwise ? 5 : (isPoint ? 3 : 2)
    case 2, 4: channels = isPoint ? 4 : 3
    default: channels = 4
    }
    return Rank(
      channels: channels, copy: candidate.isCopy ? 1 : 0, name: place(candidate.naming))
  }

  /// Whether a tensor is named as those of first layers are.
  static func isNamedFirst(_ naming: TensorNaming) -> Bool { place(naming) == 0 }

  /// 0 for a name of first layers, 2 for one of last layers and of other networks, 1 for others.
  private static func place(_ naming: TensorNaming) -> Int {
    let parts = TensorNaming.parts(of: naming.bareLayer)
    if TensorNaming.parts(of: naming.name).contains(where: lateWords.contains) { return 2 }
    guard let start = parts.first else { return 1 }
    let isFirst =
      start.hasPrefix("stem") || start == "0" || start.hasPrefix("conv1_")
      || parts.contains { $0.hasPrefix("patch_embed") || $0.hasPrefix("conv2d_1a") }
      || firstWords.contains(start)
      || (parts.count == 2 && firstWords.contains(parts[1]))
      || (parts.count > 1 && containers.contains(start) && firstParts.contains(parts[1]))
    return isFirst ? 0 : 1
  }

  /// Whether a name comes before another, with numbers in it compared as numbers.
  static func isBefore(_ left: String, _ right: String) -> Bool {
    let (left, right) = (chunks(left), chunks(right))
    for (first, second) in zip(left, right) where first != second {
      if let number = Int(first), let other = Int(second), number != other { return number < other }
      return ExactName(first) < ExactName(second)
    }
    return left.count < right.count
  }

  /// Runs of digits, and what lies between them.
  private static func chunks(_ name: String) -> [String] {
    var chunks: [String] = []
    var isNumber: Bool?
    for scalar in name.unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      if isDigit != isNumber { chunks.append("") }
      chunks[chunks.count - 1].unicodeScalars.append(scalar)
      isNumber = isDigit
    }
    return chunks
  }

  private static let depthwiseWords: Set<String> = ["dw", "dwconv", "dwise", "depthwise", "dconv"]

  private static let firstWords: Set<String> = [
    "conv1", "conv0", "conv_1", "conv_0", "conv_stem", "conv_first", "first_conv", "conv_in",
    "conv_input", "input_conv", "init_conv", "initial_conv", "initial", "conv2d", "block1_conv1",
  ]

  private static let containers: Set<String> = [
    "features", "layers", "downsample_layers", "main", "cnn", "conv", "convs", "sequential",
    "feature", "layer0", "init",
  ]

  private static let firstParts: Set<String> = ["0", "conv0", "conv1", "init_block"]

  private static let lateWords: Set<String> = [
    "decoder", "deconv", "upconv", "up", "upsample", "loss", "lpips", "discriminator", "aux",
  ]
}
