// The loop of convolution layers: sixteen channels of several pixels are summed in registers.

/// The windows of as many pixels as have their sums in registers, beside the weights.
#if WIDE_REGISTERS
  private typealias Tile = InlineArray<8, UnsafePointer<Float>>
#else
  private typealias Tile = InlineArray<6, UnsafePointer<Float>>
#endif

@inline(__always)
private func sixteen(_ values: UnsafePointer<Float>) -> SIMD16<Float> {
  UnsafeRawPointer(values).loadUnaligned(as: SIMD16<Float>.self)
}

/// Sums sixteen channels of `n` windows.
@inline(__always)
private func sums<let n: Int>(
  _ windows: InlineArray<n, UnsafePointer<Float>>, _ offsets: UnsafePointer<Int>, _ tapCount: Int,
  _ weights: UnsafePointer<Float>, _ bias: SIMD16<Float>
) -> InlineArray<n, SIMD16<Float>> {
  var sums = InlineArray<n, SIMD16<Float>>(repeating: bias)
  for tap in 0..<tapCount {
    let offset = offsets[tap]
    let factors = sixteen(weights + tap &* 16)
    for i in 0..<n { sums[i].addProduct(SIMD16(repeating: windows[i][offset]), factors) }
  }
  return sums
}

/// Eight vectors; a tuple, because its elements stay in registers.
private typealias Eight = (
  SIMD16<Float>, SIMD16<Float>, SIMD16<Float>, SIMD16<Float>, SIMD16<Float>, SIMD16<Float>,
  SIMD16<Float>, SIMD16<Float>
)

/// The elements of two vectors in turn.
@inline(__always)
private func interleaved(
  _ even: SIMD16<Float>, _ odd: SIMD16<Float>
) -> (SIMD16<Float>, SIMD16<Float>) {
  var both = SIMD32<Float>()
  both.evenHalf = even
  both.oddHalf = odd
  return (both.lowHalf, both.highHalf)
}

/// The elements of the first four vectors and of the last four in turn.
@inline(__always)
private func interleaved(_ v: Eight) -> Eight {
  let (a, b) = (interleaved(v.0, v.4), interleaved(v.1, v.5))
  let (c, d) = (interleaved(v.2, v.6), interleaved(v.3, v.7))
  return (a.0, a.1, b.0, b.1, c.0, c.1, d.0, d.1)
}

/// Stores two channels of `n` pixels as far as they are wanted.
@inline(__always)
private func store<let n: Int>(
  _ pair: SIMD16<Float>, of size: InlineArray<n, SIMD16<Float>>,
  _ output: UnsafeMutablePointer<Float>, _ distance: Int, _ wanted: Int
) {
  if wanted > 0 { for i in 0..<n { output[i] = pair[i] } }
  if wanted > 1 { for i in 0..<n { output[distance &+ i] = pair[8 &+ i] } }
}

/// Stores the wanted channels of `n` neighbouring pixels, 1 to 8.
@inline(__always)
private func store<let n: Int>(
  _ sums: InlineArray<n, SIMD16<Float>>, _ output: UnsafeMutablePointer<Float>, _ distance: Int,
  _ channels: Int
) {
  let none = SIMD16<Float>()
  let pixels: Eight = (
    sums[0], n > 1 ? sums[1] : none, n > 2 ? sums[2] : none, n > 3 ? sums[3] : none,
    n > 4 ? sums[4] : none, n > 5 ? sums[5] : none, n > 6 ? sums[6] : none,
    n > 7 ? sums[7] : none
  )
  // Interleaving the halves of a list moves the highest bit of every place to the lowest: three
  // times moves the three bits of the pixel behind the four of the channel.
  let rows = interleaved(interleaved(interleaved(pixels)))
  store(rows.0, of: sums, output, distance, channels)
  store(rows.1, of: sums, output + 2 &* distance, distance, channels &- 2)
  store(rows.2, of: sums, output + 4 &* distance, distance, channels &- 4)
  store(rows.3, of: sums, output + 6 &* distance, distance, channels &- 6)
  store(rows.4, of: sums, output + 8 &* distance, distance, channels &- 8)
  store(rows.5, of: sums, output + 10 &* distance, distance, channels &- 10)
  store(rows.6, of: sums, output + 12 &* distance, distance, channels &- 12)
  store(rows.7, of: sums, output + 14 &* distance, distance, channels &- 14)
}

func windowSum(
  _ windows: UnsafePointer<UnsafePointer<Float>>, _ count: Int, _ offsets: UnsafePointer<Int>,
  _ tapCount: Int, _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>,
  _ output: UnsafeMutablePointer<Float>, _ distance: Int, _ channels: Int
) {
  let start = sixteen(bias)
  let tile = Tile.count
  var i = 0
  while i < count {
    if count >= tile {
      // The last tile overlaps the one before: its sums are computed twice, with the same bits.
      let first = i + tile > count ? count - tile : i
      let inputs = Tile { windows[first &+ $0] }
      store(
        sums(inputs, offsets, tapCount, weights, start), output + first, distance, channels)
      i += tile
    } else {
      let input: InlineArray<1, UnsafePointer<Float>> = [windows[i]]
      store(sums(input, offsets, tapCount, weights, start), output + i, distance, channels)
      i += 1
    }
  }
}
