import RowLoopTable

/// Sixteen output maps of a convolution, computed as far as they are asked for.
struct BlockSums {
  /// Where the window of each output starts.
  let windows: UnsafePointer<UnsafePointer<Float>>

  /// Where the taps lie in a window.
  let offsets: [Int]

  /// Sixteen weights a tap.
  let weights: UnsafePointer<Float>

  /// Sixteen numbers.
  let bias: UnsafePointer<Float>

  /// Computes some outputs.
  ///
  /// - Parameters:
  ///   - first: The first output.
  ///   - count: How many.
  ///   - loops: The loops to run.
  ///   - output: Room for sixteen values an output, which lie side by side.
  func compute(
    _ first: Int, _ count: Int, _ loops: RowLoops, to output: UnsafeMutablePointer<Float>
  ) {
    loops.windowSum(windows + first, count, offsets, offsets.count, weights, bias, output)
  }
}
