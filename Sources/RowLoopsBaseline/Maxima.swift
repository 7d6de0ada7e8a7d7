// The loop of max pooling.

/// The larger of two values; not-a-number, which differs from itself, above all.
@inline(__always)
private func larger(_ first: Float, _ second: Float) -> Float {
  second > first || second != second ? second : first
}

@inline(__always)
private func larger(_ first: SIMD16<Float>, _ second: SIMD16<Float>) -> SIMD16<Float> {
  first.replacing(with: second, where: (second .> first) .| (second .!= second))
}

/// Sixteen values, `step` (1 or 2) apart.
@inline(__always)
private func sixteen(_ values: UnsafePointer<Float>, step: Int) -> SIMD16<Float> {
  let start = UnsafeRawPointer(values)
  let low = start.loadUnaligned(as: SIMD16<Float>.self)
  if step == 1 { return low }
  // Of every second value the last is the thirty-first: nothing beyond it is read.
  let high = (start + 60).loadUnaligned(as: SIMD16<Float>.self)
  return SIMD16(lowHalf: low.evenHalf, highHalf: high.oddHalf)
}

/// Sixteen outputs of step 1 or 2 at a time; the last sixteen may overlap those before.
func maximumBySixteen(
  _ taps: UnsafePointer<UnsafePointer<Float>>, _ tapCount: Int, step: Int,
  _ output: UnsafeMutablePointer<Float>, _ count: Int
) {
  var i = 0
  while i < count {
    let first = min(i, count &- 16)
    var largest = sixteen(taps[0] + first &* step, step: step)
    var tap = 1
    while tap < tapCount {
      largest = larger(largest, sixteen(taps[tap] + first &* step, step: step))
      tap &+= 1
    }
    UnsafeMutableRawPointer(output + first).storeBytes(of: largest, as: SIMD16<Float>.self)
    i &+= 16
  }
}

func maximumOfTaps(
  _ taps: UnsafePointer<UnsafePointer<Float>>, _ tapCount: Int, _ step: Int,
  _ output: UnsafeMutablePointer<Float>, _ count: Int
) {
  if count >= 16 && step <= 2 {
    maximumBySixteen(taps, tapCount, step: step, output, count)
  } else {
    for i in 0..<count {
      var largest = taps[0][i &* step]
      var tap = 1
      while tap < tapCount {
        largest = larger(largest, taps[tap][i &* step])
        tap &+= 1
      }
      output[i] = largest
    }
  }
}
