/// Two to nine taps whose weights are equal but for the last.
struct UniformTaps {
  /// The taps, the odd one last.
  let taps: [Tap<Int16>]

  /// The weight of all taps but the last.
  let weight: Int16

  /// The weight of the last tap.
  let otherWeight: Int16

  /// Brings taps into that order; nil where they have more weights or are too few or too many.
  ///
  /// - Parameter taps: The taps of a kernel; integer sums do not depend on their order.
  init?(_ taps: [Tap<Int16>]) {
    guard (2...9).contains(taps.count) else { return nil }
    // With three taps or more, two of the first three share the common weight.
    let candidates = taps.prefix(3).map(\.weight)
    for weight in candidates {
      let others = taps.filter { $0.weight != weight }
      if others.count > 1 { continue }
      let equal = taps.filter { $0.weight == weight }
      self.taps = equal + others
      self.weight = weight
      otherWeight = others.first?.weight ?? weight
      return
    }
    return nil
  }
}
