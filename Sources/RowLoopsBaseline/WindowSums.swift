// The loop of convolution layers: sixteen channels of several pixels are summed in registers.

/// The windows of as many pixels as have their sums in registers, beside the weights.
#if WIDE_REGISTERS
  private typealias Tile = InlineArray<12, UnsafePointer<Float>>
#else
  private typealias Tile = InlineArray<6, UnsafePointer<Float>>
#endif

@inline(__always)
private func sixteen(_ values: UnsafePointer<Float>) -> SIMD16<Float> {
  UnsafeRawPointer(values).loadUnaligned(as: SIMD16<Float>.self)
}

/// Sums sixteen channels of `n` windows and stores them pixel by pixel.
@inline(__always)
private func sum<let n: Int>(
  _ windows: InlineArray<n, UnsafePointer<Float>>, _ offsets: UnsafePointer<Int>, _ tapCount: Int,
  _ weights: UnsafePointer<Float>, _ bias: SIMD16<Float>, to output: UnsafeMutablePointer<Float>
) {
  var sums = InlineArray<n, SIMD16<Float>>(repeating: bias)
  for tap in 0..<tapCount {
    let offset = offsets[tap]
    let factors = sixteen(weights + tap &* 16)
    for i in 0..<n { sums[i].addProduct(SIMD16(repeating: windows[i][offset]), factors) }
  }
  for i in 0..<n {
    UnsafeMutableRawPointer(output + i &* 16).storeBytes(of: sums[i], as: SIMD16<Float>.self)
  }
}

func windowSum(
  _ windows: UnsafePointer<UnsafePointer<Float>>, _ count: Int, _ offsets: UnsafePointer<Int>,
  _ tapCount: Int, _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>,
  _ output: UnsafeMutablePointer<Float>
) {
  let start = sixteen(bias)
  let tile = Tile.count
  var i = 0
  while i < count {
    if count >= tile {
      // The last tile overlaps the one before: its sums are computed twice, with the same bits.
      let first = i + tile > count ? count - tile : i
      let inputs = Tile { windows[first &+ $0] }
      sum(inputs, offsets, tapCount, weights, start, to: output + first &* 16)
      i += tile
    } else {
      let input: InlineArray<1, UnsafePointer<Float>> = [windows[i]]
      sum(input, offsets, tapCount, weights, start, to: output + i &* 16)
      i += 1
    }
  }
}
