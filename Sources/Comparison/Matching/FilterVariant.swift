/// A filter of a bank, mirrored and turned.
struct FilterVariant {
  /// Which filter of the bank.
  let index: Int

  /// Whether its columns are reversed.
  let isMirrored: Bool

  /// Degrees anticlockwise, after the mirror.
  let rotation: Int

  /// What comes out.
  let filter: Filter

  /// Whether it is the filter of the bank itself.
  var isUntouched: Bool { !isMirrored && rotation == 0 }

  /// Mirrors, then turns a filter.
  init(of filter: Filter, index: Int, isMirrored: Bool, rotation: Int) {
    self.index = index
    self.isMirrored = isMirrored
    self.rotation = rotation
    self.filter = (isMirrored ? filter.mirrored : filter).turned(byDegrees: rotation)
  }

  /// All that can be made of a filter, the filter itself first; what repeats an earlier one but for
  /// its sign is left out.
  ///
  /// - Parameters:
  ///   - filter: A filter; one that is zero or not finite has none.
  ///   - index: Which of the bank.
  ///   - settings: What is turned and mirrored.
  /// - Returns: At least one variant, or none.
  static func all(of filter: Filter, index: Int, settings: MatchSettings) -> [FilterVariant] {
    guard filter.isAlive else { return [] }
    let step = settings.freelyTurned.contains(index) ? settings.angleStep : 90
    var variants: [FilterVariant] = []
    for isMirrored in settings.mirrors ? [false, true] : [false] {
      for rotation in Swift.stride(from: 0, to: settings.turns ? 360 : 1, by: step) {
        let variant = FilterVariant(
          of: filter, index: index, isMirrored: isMirrored, rotation: rotation)
        if !variants.contains(where: { $0.repeats(variant) }), variant.filter.isAlive {
          variants.append(variant)
        }
      }
    }
    return variants
  }

  private func repeats(_ other: FilterVariant) -> Bool {
    let (own, others) = (filter, other.filter)
    guard own.height == others.height, own.width == others.width else { return false }
    return own.weights == others.weights
      || zip(own.weights, others.weights).allSatisfy { $0 == -$1 }
  }
}
