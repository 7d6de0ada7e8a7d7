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

extension RowEngine {
  /// Sums and 8-bit results in one pass: samples under the taps, weights, number of taps, start,
  /// room for sums, output, count.
  typealias FusedSum<Sample, Sum> = (
    UnsafePointer<UnsafePointer<Sample>>, UnsafePointer<Sum>, Int, Sum,
    UnsafeMutablePointer<Sum>, UnsafeMutablePointer<UInt8>, Int
  ) -> Void

  /// Creates the engine of a fast plan: weighted sums of a row, then their results.
  ///
  /// - Parameters:
  ///   - taps: The sums of a row.
  ///   - axis: The rows of the image.
  ///   - results: What becomes of the sums.
  ///   - fused: A quicker way to 8-bit results that are not magnitudes, where there is one.
  init<Source: RowSource, Sum: BitwiseCopyable>(
    _ taps: TapSum<Source, Sum>, axis: ConvolutionAxis, results: SumResults<Sum>,
    fused: FusedSum<Source.Sample, Sum>? = nil
  ) {
    var taps = taps
    let sums = Scratch<Sum>(count: taps.count)
    let compute = { (row: Int) in
      taps.compute(first: row * axis.stride - axis.before, into: sums.start)
      return taps.count
    }
    self.init(
      values: { row, output in
        let count = compute(row)
        results.values(sums.start, output, count)
      },
      bytes: { row, absolute, output in
        guard let fused, !absolute else {
          let count = compute(row)
          return results.bytes(sums.start, absolute, output, count)
        }
        let first = row * axis.stride - axis.before
        taps.forEachBlock(first: first) { pointers, weights, tapCount, start, begin, size in
          fused(pointers, weights, tapCount, start, sums.start, output + begin, size)
        }
      },
      words: { row, absolute, output in
        let count = compute(row)
        results.words(sums.start, absolute, output, count)
      })
  }
}
