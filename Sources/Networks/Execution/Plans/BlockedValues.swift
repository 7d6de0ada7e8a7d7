import Pixels
import RowLoopTable

/// Values of maps in blocks that are normalised, added, cut off or only moved, with the bits of the
/// definition.
struct BlockedValues: BlockedWork {
  private let input: BlockedLayout
  private let windows: [Int]
  private let output: FinishedOutput

  /// Prepares the step.
  ///
  /// - Parameters:
  ///   - input: Where the values lie.
  ///   - output: Where they go, and what becomes of them.
  init(input: BlockedLayout, output: FinishedOutput) {
    self.input = input
    windows = input.places
    self.output = output
  }

  func compute(_ run: BlockedRun, _ tensor: Tensor?) {
    let piece = 512
    for image in 0..<input.shape.batch {
      let first = run.memory + input.start + image * input.imageDistance
      windows.withUnsafeBufferPointer { windows in
        output.with(run.memory, image: image) { output in
          guard let windows = windows.baseAddress else { return }
          run.perform((input.blocks, input.pixels.pieces(of: piece))) { block, number in
            let pixel = number * piece
            run.loops.value(
              first + block * input.blockDistance, windows + pixel,
              min(piece, input.pixels - pixel), output.advanced(blocks: block, pixels: pixel))
          }
        }
      }
    }
  }
}

/// Values of maps in blocks divided by what neighbouring maps amount to, with the bits of the
/// definition.
struct BlockedNormalisation: BlockedWork {
  private let layer: LocalResponseNormalisation
  private let input: BlockedLayout
  private let output: BlockedLayout

  /// Prepares the layer.
  ///
  /// - Parameters:
  ///   - layer: A layer that `supports` says yes to.
  ///   - input: Where the values lie.
  ///   - output: Where they go.
  init(_ layer: LocalResponseNormalisation, input: BlockedLayout, output: BlockedLayout) {
    self.layer = layer
    self.input = input
    self.output = output
  }

  /// Whether there is a loop for a layer: for the power that networks use.
  ///
  /// - Parameter layer: The layer.
  /// - Returns: Whether it can be prepared.
  static func supports(_ layer: LocalResponseNormalisation) -> Bool {
    layer.beta == 0.75 && layer.size <= 16 && layer.k > 0
  }

  func compute(_ run: BlockedRun, _ tensor: Tensor?) {
    for image in 0..<input.shape.batch {
      let first = run.memory + input.start + image * input.imageDistance + input.inside
      let target = run.memory + output.start + image * output.imageDistance + output.inside
      run.workers.perform(input.shape.height) { row in
        let squares = AlignedFloats(count: 16 * input.blocks + 32)
        run.loops.normalise(
          first + row * input.pitch, input.blockDistance, input.blocks, input.shape.width,
          (layer.size - 1) / 2, layer.size / 2, layer.alpha / Float(layer.size), layer.k,
          squares.start, target + row * output.pitch, output.blockDistance)
      }
    }
  }
}
