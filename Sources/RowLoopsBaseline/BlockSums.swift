import RowLoopTable

// Convolution on blocks: the sums of a few pixels by one or two blocks of channels stay in registers
// while all taps pass. The last tile of a call overlaps the one before: its sums are computed twice,
// with the same bits.

#if WIDE_REGISTERS
  private typealias PairSize = InlineArray<2, Void>
  private typealias SingleSize = InlineArray<1, Void>
  private typealias PairTile = InlineArray<12, UnsafePointer<Float>>
  private typealias SingleTile = InlineArray<12, UnsafePointer<Float>>
  private typealias DepthwiseTile = InlineArray<8, UnsafePointer<Float>>
#else
  private typealias PairSize = InlineArray<4, Void>
  private typealias SingleSize = InlineArray<2, Void>
  private typealias PairTile = InlineArray<3, UnsafePointer<Float>>
  private typealias SingleTile = InlineArray<6, UnsafePointer<Float>>
  private typealias DepthwiseTile = InlineArray<4, UnsafePointer<Float>>
#endif

private typealias OnePixel = InlineArray<1, UnsafePointer<Float>>

/// Sums `n` vectors of channels of `m` windows and stores them.
///
/// Whichever are fewer, values or vectors of weights, are loaded first, the others one at a time: more
/// do not fit beside the sums.
@inline(__always)
private func sum<let m: Int, let n: Int>(
  _ call: BlockSum, _ windows: InlineArray<m, UnsafePointer<Float>>, first: Int,
  _ size: InlineArray<n, Void>
) {
  let length = Floats.scalarCount
  // Not 'repeating:', which stays a function of the standard library that all builds would share.
  let start = InlineArray<n, Floats> { floats(call.start + $0 &* length) }
  var sums = InlineArray<m, InlineArray<n, Floats>> { _ in start }
  var weights = call.weights
  for tap in 0..<call.tapCount {
    let offset = call.offsets[tap]
    if m > n {
      let factors = InlineArray<n, Floats> { floats(weights + $0 &* length) }
      for i in 0..<m {
        let value = Floats(repeating: windows[i][offset])
        for v in 0..<n { sums[i][v].addProduct(value, factors[v]) }
      }
    } else {
      let values = InlineArray<m, Floats> { Floats(repeating: windows[$0][offset]) }
      for v in 0..<n {
        let factors = floats(weights + v &* length)
        for i in 0..<m { sums[i][v].addProduct(values[i], factors) }
      }
    }
    weights += n &* length
  }
  for i in 0..<m {
    for v in 0..<n { call.output.store(sums[i][v], pixel: first &+ i, vector: v) }
  }
}

/// Sums the channels of `m` windows each under its own weights.
@inline(__always)
private func sumApart<let m: Int>(
  _ call: BlockSum, _ windows: InlineArray<m, UnsafePointer<Float>>, first: Int
) {
  let length = Floats.scalarCount
  for v in 0..<SingleSize.count {
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

func blockSum(_ call: BlockSum) {
  if call.blocks == 2 {
    forEachTile(call) { (windows: PairTile, first) in
      sum(call, windows, first: first, PairSize(repeating: ()))
    } alone: { window, first in
      sum(call, window, first: first, PairSize(repeating: ()))
    }
  } else {
    forEachTile(call) { (windows: SingleTile, first) in
      sum(call, windows, first: first, SingleSize(repeating: ()))
    } alone: { window, first in
      sum(call, window, first: first, SingleSize(repeating: ()))
    }
  }
}

func depthwiseSum(_ call: BlockSum) {
  forEachTile(call) { (windows: DepthwiseTile, first) in
    sumApart(call, windows, first: first)
  } alone: { window, first in
    sumApart(call, window, first: first)
  }
}
