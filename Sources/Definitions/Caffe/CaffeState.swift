import ModelFiles

/// For what a network is made, which decides about some layers: `NetState` of Caffe's `caffe.proto`.
struct CaffeState {
  /// The level.
  private let level: Int64

  /// The stages.
  private let stages: Set<String>

  /// Reads the state of a network that is to be used, not trained.
  ///
  /// - Parameter network: All fields of the network.
  /// - Throws: `ModelFileError.syntax` with the place.
  init(_ network: PrototxtMessage) throws(ModelFileError) {
    let state = try network.message("state")
    level = try state?.last("level")?.integer() ?? 0
    stages = Set(try state?.texts("stage") ?? [])
  }

  /// Whether a layer belongs to the network in this state.
  ///
  /// - Parameter layer: A layer with its rules: one of `include` has to hold, or none of `exclude`.
  /// - Returns: Whether it belongs.
  /// - Throws: `ModelFileError.syntax` with the place.
  func includes(_ layer: CaffeLayer) throws(ModelFileError) -> Bool {
    let includes = layer.message.all("include")
    for field in includes where try holds(try field.message()) { return true }
    for field in layer.message.all("exclude") where try holds(try field.message()) { return false }
    return includes.isEmpty
  }

  private func holds(_ rule: PrototxtMessage) throws(ModelFileError) -> Bool {
    if let phase = rule.last("phase") {
      switch phase.value {
      case .word("TEST"), .integer(1): break
      case .word("TRAIN"), .integer(0): return false
      default: throw phase.unexpected("TRAIN or TEST")
      }
    }
    if let least = try rule.last("min_level")?.integer(), level < least { return false }
    if let most = try rule.last("max_level")?.integer(), level > most { return false }
    let (needed, unwanted) = (try rule.texts("stage"), try rule.texts("not_stage"))
    return stages.isSuperset(of: needed) && stages.isDisjoint(with: unwanted)
  }
}
