// Loops over blocks of sixteen channels, in which the channels of a pixel lie side by side.

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

/// The channels of a pixel, those below the floor raised to it.
@inline(__always)
private func pixel(_ block: UnsafePointer<Float>, _ floor: SIMD16<Float>) -> SIMD16<Float> {
  let values = UnsafeRawPointer(block).loadUnaligned(as: SIMD16<Float>.self)
  return values.replacing(with: floor, where: values .< floor)
}

/// Stores eight pixels of two channels as far as they are wanted.
@inline(__always)
private func store(
  _ pair: SIMD16<Float>, _ output: UnsafeMutablePointer<Float>, _ distance: Int, _ wanted: Int
) {
  if wanted > 0 {
    UnsafeMutableRawPointer(output).storeBytes(of: pair.lowHalf, as: SIMD8<Float>.self)
  }
  if wanted > 1 {
    UnsafeMutableRawPointer(output + distance)
      .storeBytes(of: pair.highHalf, as: SIMD8<Float>.self)
  }
}

func planes(
  _ block: UnsafePointer<Float>, _ count: Int, _ floor: Float,
  _ output: UnsafeMutablePointer<Float>, _ distance: Int, _ channels: Int
) {
  let limit = SIMD16<Float>(repeating: floor)
  guard count >= 8 else {
    for i in 0..<count {
      let values = pixel(block + i &* 16, limit)
      for channel in 0..<channels { output[channel &* distance &+ i] = values[channel] }
    }
    return
  }
  var i = 0
  while i < count {
    // The last eight overlap those before.
    let first = min(i, count &- 8)
    let start = block + first &* 16
    let pixels: Eight = (
      pixel(start, limit), pixel(start + 16, limit), pixel(start + 32, limit),
      pixel(start + 48, limit), pixel(start + 64, limit), pixel(start + 80, limit),
      pixel(start + 96, limit), pixel(start + 112, limit)
    )
    // Interleaving the halves of a list moves the highest bit of every place to the lowest: three
    // times moves the three bits of the pixel behind the four of the channel.
    let rows = interleaved(interleaved(interleaved(pixels)))
    let target = output + first
    store(rows.0, target, distance, channels)
    store(rows.1, target + 2 &* distance, distance, channels &- 2)
    store(rows.2, target + 4 &* distance, distance, channels &- 4)
    store(rows.3, target + 6 &* distance, distance, channels &- 6)
    store(rows.4, target + 8 &* distance, distance, channels &- 8)
    store(rows.5, target + 10 &* distance, distance, channels &- 10)
    store(rows.6, target + 12 &* distance, distance, channels &- 12)
    store(rows.7, target + 14 &* distance, distance, channels &- 14)
    i &+= 8
  }
}

func blockMaximum(
  _ window: UnsafePointer<Float>, _ height: Int, _ width: Int, _ pitch: Int, _ floor: Float,
  _ output: UnsafeMutablePointer<Float>
) {
  let limit = SIMD16<Float>(repeating: floor)
  var largest = SIMD16<Float>(repeating: -.infinity)
  // Columns of rows, in the order of the loop over planes: equal zeros keep their signs.
  for column in 0..<width {
    let top = window + column &* 16
    var tallest = pixel(top, limit)
    for row in 1..<max(height, 1) {
      let value = pixel(top + row &* pitch, limit)
      tallest.replace(with: value, where: (value .> tallest) .| (value .!= value))
    }
    largest.replace(with: tallest, where: (tallest .> largest) .| (tallest .!= tallest))
  }
  UnsafeMutableRawPointer(output).storeBytes(of: largest, as: SIMD16<Float>.self)
}
