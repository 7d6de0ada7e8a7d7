import RowLoopTable

/// How sums of one type become results.
struct SumResults<Sum> {
  /// Unrounded results of so many sums.
  let values: (UnsafePointer<Sum>, UnsafeMutablePointer<Float>, Int) -> Void

  /// 8-bit results; the flag asks for magnitudes.
  let bytes: (UnsafePointer<Sum>, Bool, UnsafeMutablePointer<UInt8>, Int) -> Void

  /// 16-bit results; the flag asks for magnitudes.
  let words: (UnsafePointer<Sum>, Bool, UnsafeMutablePointer<UInt16>, Int) -> Void
}

/// The engine of every fast plan: weighted sums of a row, then their results.
final class SumEngine<Source: RowSource, Sum: BitwiseCopyable>: RowEngine {
  /// Sums and 8-bit results in one pass.
  typealias Fused = (
    UnsafePointer<UnsafePointer<Source.Sample>>, UnsafePointer<Sum>, Int, Sum,
    UnsafeMutablePointer<Sum>, UnsafeMutablePointer<UInt8>, Int
  ) -> Void

  private var sum: TapSum<Source, Sum>
  private let axis: ConvolutionAxis
  private let results: SumResults<Sum>
  private let fused: Fused?

  /// Creates an engine.
  ///
  /// - Parameters:
  ///   - sum: The sums of a row.
  ///   - axis: The rows of the image.
  ///   - results: What becomes of the sums.
  ///   - fused: A quicker way to 8-bit results that are not magnitudes, where there is one.
  init(
    sum: TapSum<Source, Sum>, axis: ConvolutionAxis, results: SumResults<Sum>,
    fused: Fused? = nil
  ) {
    self.sum = sum
    self.axis = axis
    self.results = results
    self.fused = fused
  }

  private func first(_ row: Int) -> Int { row * axis.stride - axis.before }

  func values(ofRow row: Int, into output: UnsafeMutablePointer<Float>) {
    sum.compute(first: first(row), into: sum.sums.start)
    results.values(sum.sums.start, output, sum.count)
  }

  func integers(ofRow row: Int, absolute: Bool, into output: UnsafeMutablePointer<UInt8>) {
    if let fused, !absolute {
      let sums = sum.sums.start
      sum.forEachBlock(first: first(row)) { taps, weights, tapCount, start, begin, size in
        fused(taps, weights, tapCount, start, sums, output + begin, size)
      }
    } else {
      sum.compute(first: first(row), into: sum.sums.start)
      results.bytes(sum.sums.start, absolute, output, sum.count)
    }
  }

  func integers(ofRow row: Int, absolute: Bool, into output: UnsafeMutablePointer<UInt16>) {
    sum.compute(first: first(row), into: sum.sums.start)
    results.words(sum.sums.start, absolute, output, sum.count)
  }
}
