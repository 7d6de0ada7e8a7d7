import Loops
import Pixels
import RowLoopTable

/// A step on maps in blocks, which knows where its values lie.
protocol BlockedWork: Sendable {
  /// Computes what comes out.
  ///
  /// - Parameters:
  ///   - run: The memory and the threads.
  ///   - input: What goes in first if it is not in blocks; nil if it is.
  func compute(_ run: BlockedRun, _ input: Tensor?)
}

/// What is done in a step on maps in blocks.
struct BlockedStep: Sendable {
  /// What is done, one after the other.
  let works: [any BlockedWork]

  /// What is written, of which the margins become zeros.
  let written: [BlockedLayout]

  /// Computes what comes out.
  ///
  /// - Parameters:
  ///   - run: The memory and the threads.
  ///   - input: What goes in first if it is not in blocks; nil if it is.
  func compute(_ run: BlockedRun, _ input: Tensor?) {
    for layout in written { layout.clearMargins(in: run.memory) }
    for work in works { work.compute(run, input) }
  }
}

/// What the steps of one run work with.
struct BlockedRun {
  /// What all places count from.
  let memory: UnsafeMutablePointer<Float>

  /// The threads.
  let workers: any Workers

  /// The loops on blocks.
  let loops: BlockLoops

  /// The loops of maps that lie plane by plane, and between both.
  let rowLoops: RowLoops

  /// Memory for what steps compute on the way.
  let scratch: ScratchStore

  /// The same in one thread.
  var alone: BlockedRun {
    BlockedRun(
      memory: memory, workers: OneWorker(), loops: loops, rowLoops: rowLoops, scratch: scratch)
  }

  /// Does the pieces of a step.
  ///
  /// - Parameters:
  ///   - counts: Pieces along two extents; neighbours along the second are done one after the other.
  ///   - work: Does the piece of two numbers.
  func perform(_ counts: (Int, Int), _ work: (Int, Int) -> Void) {
    let second = counts.1
    workers.perform(counts.0 * second) { work($0 / second, $0 % second) }
  }

  /// Copies maps out of blocks.
  ///
  /// - Parameters:
  ///   - layout: Where they lie.
  ///   - extents: The shape of the tensor.
  /// - Returns: The values as the definition has them.
  func tensor(_ layout: BlockedLayout, extents: [Int]) -> Tensor {
    let shape = layout.shape
    let maps = Activation(shape: shape) { output in
      for image in 0..<shape.batch {
        workers.perform(layout.blocks) { block in
          let channel = 16 * block
          var pixels =
            memory + layout.start + image * layout.imageDistance + block * layout.blockDistance
            + layout.inside
          var target = output + (image * shape.channels + channel) * layout.pixels
          for _ in 0..<shape.height {
            rowLoops.planes(
              pixels, shape.width, -.infinity, target, layout.pixels,
              min(16, shape.channels - channel))
            pixels += layout.pitch
            target += shape.width
          }
        }
      }
    }
    return Tensor(shape: extents, values: maps.values)
  }
}

extension Int {
  /// How many pieces of a size there are in so many.
  func pieces(of size: Int) -> Int { (self + size - 1) / size }
}
