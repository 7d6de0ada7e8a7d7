/// Weights in the order in which the loops on blocks read them: for each tap those of up to
/// thirty-two maps that come out.
struct WeightPanels: Sendable {
  /// Maps that are summed at once.
  struct Panel: Sendable {
    /// The group that they belong to.
    let group: Int

    /// The first of their blocks among all that come out.
    let firstBlock: Int

    /// How many blocks they are, 1 or 2.
    let blocks: Int

    /// The place of their weights.
    let place: Int
  }

  /// The panels in their order.
  let panels: [Panel]

  /// The weights, panel by panel.
  let weights: AlignedFloats

  /// What sums start from, a number per map, with zeros behind the last.
  let starts: AlignedFloats

  /// How many taps a sum has.
  let tapCount: Int

  /// Reorders weights.
  ///
  /// - Parameters:
  ///   - outputs: Maps that come out.
  ///   - groups: Groups that they are divided into; if there are several, each is whole blocks.
  ///   - tapCount: Weights of a map.
  ///   - copies: How many sets of weights there are, which lie behind each other.
  ///   - bias: What sums start from; nil for zeros.
  ///   - fill: Writes the weights of a map: its number, and where those of each set go; the place of
  ///     the first tap and the numbers from tap to tap and from set to set.
  init(
    outputs: Int, groups: Int, tapCount: Int, copies: Int = 1, bias: [Float]?,
    fill: (
      _ output: Int, _ first: UnsafeMutablePointer<Float>, _ tapDistance: Int, _ copyDistance: Int
    ) -> Void
  ) {
    let blocks = (outputs / groups + 15) / 16
    var panels: [Panel] = []
    var place = 0
    for group in 0..<groups {
      for block in stride(from: 0, to: blocks, by: 2) {
        let count = min(2, blocks - block)
        panels.append(
          Panel(group: group, firstBlock: group * blocks + block, blocks: count, place: place))
        place += count * 16 * tapCount
      }
    }
    self.panels = panels
    self.tapCount = tapCount
    copyDistance = place
    weights = AlignedFloats(repeating: 0, count: place * copies)
    starts = AlignedFloats(repeating: 0, count: groups * blocks * 16)
    for output in 0..<outputs {
      let (group, member) = output.quotientAndRemainder(dividingBy: outputs / groups)
      let panel = panels[group * ((blocks + 1) / 2) + member / 32]
      starts.start[group * blocks * 16 + member] = bias?[output] ?? 0
      fill(output, weights.start + panel.place + member % 32, panel.blocks * 16, copyDistance)
    }
  }

  /// Numbers from one set of weights to the next.
  let copyDistance: Int

  /// Blocks of maps that come out.
  var blocks: Int { starts.count / 16 }
}
