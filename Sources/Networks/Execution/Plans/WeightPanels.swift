import RowLoopTable

/// Weights in the order in which the loops on blocks read them: for each tap those of sixteen maps that
/// come out.
///
/// The taps are divided into parts: the weights of a part for one block, and what their windows see,
/// stay in the first cache while all pixels pass. The blocks of a part lie behind each other.
struct WeightPanels: Sendable {
  /// The weights: group by group, part by part, block by block.
  let weights: AlignedFloats

  /// What sums start from, a number per map, with zeros behind the last.
  let starts: AlignedFloats

  /// How many taps a sum has.
  let tapCount: Int

  /// The taps of each part.
  let parts: [Range<Int>]

  /// Groups that the maps are divided into.
  let groups: Int

  /// Blocks of maps that come out of a group.
  let groupBlocks: Int

  /// Blocks of maps that come out.
  var blocks: Int { groups * groupBlocks }

  /// Numbers from one set of weights to the next.
  var copyDistance: Int { blocks * 16 * tapCount }

  /// Taps of the largest part.
  private static let largestPart = 288

  /// Reorders weights.
  ///
  /// - Parameters:
  ///   - outputs: Maps that come out.
  ///   - groups: Groups that they are divided into; if there are several, each is whole blocks.
  ///   - tapCount: Weights of a map.
  ///   - copies: How many sets of weights there are, which lie behind each other.
  ///   - bias: What sums start from; nil for zeros.
  ///   - fill: Writes the weights of a map for some taps: its number, the taps, where the first of them
  ///     goes, sixteen numbers before the next, and the numbers from set to set.
  init(
    outputs: Int, groups: Int, tapCount: Int, copies: Int = 1, bias: [Float]?,
    fill: (
      _ output: Int, _ taps: Range<Int>, _ first: UnsafeMutablePointer<Float>, _ copyDistance: Int
    ) -> Void
  ) {
    self.groups = groups
    self.tapCount = tapCount
    groupBlocks = (outputs / groups).pieces(of: 16)
    let count = tapCount.pieces(of: Self.largestPart)
    parts = (0..<count).map { tapCount * $0 / count..<tapCount * ($0 + 1) / count }
    let blocks = groups * groupBlocks
    weights = AlignedFloats(repeating: 0, count: blocks * 16 * tapCount * copies)
    starts = AlignedFloats(repeating: 0, count: blocks * 16)
    for output in 0..<outputs {
      let (group, member) = output.quotientAndRemainder(dividingBy: outputs / groups)
      let block = group * groupBlocks + member / 16
      starts.start[16 * block + member % 16] = bias?[output] ?? 0
      for part in parts {
        fill(
          output, part, weights.start + place(part, block: block) + member % 16, copyDistance)
      }
    }
  }

  /// Where weights lie.
  ///
  /// - Parameters:
  ///   - part: The taps of a part.
  ///   - block: The number of a block among all that come out.
  /// - Returns: The place of the first weight.
  func place(_ part: Range<Int>, block: Int) -> Int {
    let (group, member) = block.quotientAndRemainder(dividingBy: groupBlocks)
    return 16 * (groupBlocks * (group * tapCount + part.lowerBound) + member * part.count)
  }

  /// Sums the taps of all parts, one part after the other.
  ///
  /// - Parameters:
  ///   - call: The sums: their offsets are those of all taps, their weights a set of these.
  ///   - firstBlock: The first of their blocks, all of one group.
  ///   - loops: The loops on blocks.
  func sum(_ call: BlockSum, firstBlock: Int, _ loops: BlockLoops) {
    var call = call
    let (weights, offsets) = (call.weights, call.offsets)
    for part in parts {
      call.weights = weights + place(part, block: firstBlock)
      call.offsets = offsets + part.lowerBound
      call.tapCount = part.count
      call.goesOn = part.lowerBound > 0
      call.isLast = part.upperBound == tapCount
      loops.sum(call)
    }
  }
}
