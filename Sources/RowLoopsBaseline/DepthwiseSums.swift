import RowLoopTable

// Convolution of every map by a kernel of its own, on blocks. The last tile of a call overlaps the one
// before: its sums are computed twice, with the same bits.

#if WIDE_REGISTERS
  private typealias DepthwiseTile = InlineArray<8, UnsafePointer<Float>>
#else
  private typealias DepthwiseTile = InlineArray<4, UnsafePointer<Float>>
#endif

private typealias OnePixel = InlineArray<1, UnsafePointer<Float>>

/// Sums the channels of `m` windows each under its own weights.
@inline(__always)
private func sumApart<let m: Int>(
  _ call: BlockSum, _ windows: InlineArray<m, UnsafePointer<Float>>, first: Int
) {
  let length = Floats.scalarCount
  for v in 0..<16 / Floats.scalarCount {
    let lane = v &* length
    var sums = InlineArray<m, Floats>(repeating: floats(call.start + lane))
    for tap in 0..<call.tapCount {
      let offset = call.offsets[tap] &+ lane
      let factors = floats(call.weights + (tap &* 16 &+ lane))
      for i in 0..<m { sums[i].addProduct(floats(windows[i] + offset), factors) }
    }
    for i in 0..<m { call.output.store(sums[i], pixel: first &+ i, vector: v) }
  }
}

/// Hands out the windows in tiles, and alone where they are fewer than a tile.
@inline(__always)
private func forEachTile<let m: Int>(
  _ call: BlockSum, _ tile: (InlineArray<m, UnsafePointer<Float>>, Int) -> Void,
  alone: (OnePixel, Int) -> Void
) {
  if call.count < m {
    for i in 0..<call.count { alone([call.input + call.windows[i]], i) }
    return
  }
  var done = 0
  while done < call.count {
    let first = min(done, call.count &- m)
    tile(InlineArray { call.input + call.windows[first &+ $0] }, first)
    done &+= m
  }
}

func depthwiseSum(_ call: BlockSum) {
  forEachTile(call) { (windows: DepthwiseTile, first) in
    sumApart(call, windows, first: first)
  } alone: { window, first in
    sumApart(call, window, first: first)
  }
}
