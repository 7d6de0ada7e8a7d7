// What the benchmark measures every other loop against.

package import RowLoopTable

/// Sums that are independent of each other, enough of them to hide how long one addition takes.
#if WIDE_REGISTERS
  private typealias Sums = InlineArray<16, SIMD16<Float>>
#else
  private typealias Sums = InlineArray<6, SIMD16<Float>>
#endif

/// Makes the peak loop of this build.
///
/// - Returns: The loop; it is the same every time.
package func makePeakLoop() -> PeakLoop { peak }

func peak(
  _ times: Int, _ start: Float, _ factor: Float, _ output: UnsafeMutablePointer<Float>
) -> Int {
  // Different starts, so that no two sums can be one.
  var sums = Sums { SIMD16(repeating: start * Float($0)) }
  let (factors, others) = (SIMD16(repeating: factor), SIMD16<Float>(repeating: start))
  for _ in 0..<times {
    for i in 0..<Sums.count { sums[i].addProduct(factors, others) }
  }
  var total = sums[0]
  for i in 1..<Sums.count { total += sums[i] }
  UnsafeMutableRawPointer(output).storeBytes(of: total, as: SIMD16<Float>.self)
  return Sums.count
}
