import RowLoopTable

/// How sums of one type become results.
struct SumResults<Sum> {
  /// Whether the sums are the unrounded results.
  var areValues = false

  /// Unrounded results of so many sums.
  let values: (UnsafePointer<Sum>, UnsafeMutablePointer<Float>, Int) -> Void

  /// 8-bit results; the flag asks for magnitudes.
  let bytes: (UnsafePointer<Sum>, Bool, UnsafeMutablePointer<UInt8>, Int) -> Void

  /// 16-bit results; the flag asks for magnitudes.
  let words: (UnsafePointer<Sum>, Bool, UnsafeMutablePointer<UInt16>, Int) -> Void
}

extension RowEngine {
  /// Creates the engine of a fast plan: weighted sums of rows, then their results.
  ///
  /// - Parameters:
  ///   - sums: The sums of rows.
  ///   - results: What becomes of the sums.
  init<Sums: RowSums>(_ sums: Sums, results: SumResults<Sums.Sum>) {
    var sums = sums
    self.init(
      values: { rows, output in
        if results.areValues, let output = output as? UnsafeMutablePointer<Sums.Sum> {
          sums.compute(rows, into: output)
        } else {
          sums.forEachPiece(of: rows) { results.values($0, output + $1, $2) }
        }
      },
      bytes: { rows, absolute, output in
        sums.forEachPiece(of: rows) { results.bytes($0, absolute, output + $1, $2) }
      },
      words: { rows, absolute, output in
        sums.forEachPiece(of: rows) { results.words($0, absolute, output + $1, $2) }
      })
  }

  /// The engine with a quicker way to 8-bit results that are not magnitudes.
  ///
  /// - Parameter fused: Computes the results of rows.
  /// - Returns: An engine that differs in that way alone.
  func computingBytes(
    by fused: @escaping (Range<Int>, UnsafeMutablePointer<UInt8>) -> Void
  ) -> RowEngine {
    RowEngine(
      values: values,
      bytes: { rows, absolute, output in
        if absolute { bytes(rows, absolute, output) } else { fused(rows, output) }
      },
      words: words)
  }
}
