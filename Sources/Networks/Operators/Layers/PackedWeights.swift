import Synchronization

/// Weights in the order in which the loops read them: sixteen output channels side by side.
///
/// A block holds sixteen numbers a tap, for up to sixteen channels of one group; what is left over
/// is zero.
struct PackedWeights: Sendable {
  private let weights: [Float]
  private let bias: [Float]
  private let tapCount: Int
  private let groupOutputs: Int

  /// Blocks of a group.
  var blocks: Int { (groupOutputs + 15) / 16 }

  /// Reorders weights.
  ///
  /// - Parameters:
  ///   - weights: `outputs * tapCount` numbers, the taps of a channel side by side.
  ///   - bias: One number a channel; without them 0.
  ///   - outputs: Output channels.
  ///   - groups: Groups that they are divided into.
  ///   - tapCount: Weights of one output channel.
  init(_ weights: [Float], bias: [Float]?, outputs: Int, groups: Int, tapCount: Int) {
    self.tapCount = tapCount
    groupOutputs = outputs / groups
    let blocks = (outputs / groups + 15) / 16
    var packed = [Float](repeating: 0, count: groups * blocks * tapCount * 16)
    var starts = [Float](repeating: 0, count: groups * blocks * 16)
    for channel in 0..<outputs {
      let (group, member) = channel.quotientAndRemainder(dividingBy: outputs / groups)
      let (block, lane) = (group * blocks + member / 16, member % 16)
      for tap in 0..<tapCount {
        packed[(block * tapCount + tap) * 16 + lane] = weights[channel * tapCount + tap]
      }
      starts[block * 16 + lane] = bias?[channel] ?? 0
    }
    self.weights = packed
    self.bias = starts
  }

  /// Hands out the blocks of a group.
  ///
  /// - Parameters:
  ///   - group: The group.
  ///   - body: Takes the output channels, their weights (sixteen a tap) and sixteen biases.
  func forEachBlock(
    of group: Int,
    _ body: (_ channels: Range<Int>, UnsafePointer<Float>, UnsafePointer<Float>) -> Void
  ) {
    for block in 0..<blocks { with(block: block, of: group, body) }
  }

  /// Hands out a block of a group.
  ///
  /// - Parameters:
  ///   - block: The number of the block.
  ///   - group: The group.
  ///   - body: Takes the output channels, their weights (sixteen a tap) and sixteen biases.
  func with(
    block: Int, of group: Int,
    _ body: (_ channels: Range<Int>, UnsafePointer<Float>, UnsafePointer<Float>) -> Void
  ) {
    weights.withUnsafeBufferPointer { weights in
      bias.withUnsafeBufferPointer { bias in
        guard let weights = weights.baseAddress, let bias = bias.baseAddress else { return }
        let first = group * groupOutputs + block * 16
        let end = min(first + 16, (group + 1) * groupOutputs)
        let place = group * blocks + block
        body(first..<end, weights + place * tapCount * 16, bias + place * 16)
      }
    }
  }
}

/// Weights that are packed when they are first needed, by whichever thread that is.
final class PackedOnce: Sendable {
  private let packed = Mutex<PackedWeights?>(nil)
  private let pack: @Sendable () -> PackedWeights

  /// Keeps what is to be packed.
  ///
  /// - Parameter pack: Packs the weights.
  init(_ pack: @escaping @Sendable () -> PackedWeights) { self.pack = pack }

  /// The weights.
  var weights: PackedWeights {
    packed.withLock { packed in
      let weights = packed ?? pack()
      packed = weights
      return weights
    }
  }
}
