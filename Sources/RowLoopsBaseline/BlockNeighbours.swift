// Loops over blocks that look at neighbouring pixels or channels.

/// The larger values; not-a-number, which differs from itself, above all.
@inline(__always)
private func larger(_ first: Floats, _ second: Floats) -> Floats {
  first.replacing(with: second, where: (second .> first) .| (second .!= second))
}

/// The largest values under a window: of each column, then of all columns, so that of zeros of either
/// sign the same one stays as on planes.
@inline(__always)
private func maximum(
  _ window: UnsafePointer<Float>, _ height: Int, _ width: Int, _ pitch: Int
) -> Floats {
  var largest = Floats(repeating: -.infinity)
  for column in 0..<width {
    let top = window + column &* 16
    var tallest = floats(top)
    for row in 1..<max(height, 1) { tallest = larger(tallest, floats(top + row &* pitch)) }
    largest = larger(largest, tallest)
  }
  return largest
}

func blockMaxima(
  _ window: UnsafePointer<Float>, _ count: Int, _ step: Int, _ height: Int, _ width: Int,
  _ pitch: Int, _ output: UnsafeMutablePointer<Float>
) {
  for i in 0..<count {
    let first = window + i &* step
    for lane in stride(from: 0, to: 16, by: Floats.scalarCount) {
      // The usual windows have loops of their own, without jumps.
      let values =
        height == 3 && width == 3
        ? maximum(first + lane, 3, 3, pitch) : maximum(first + lane, height, width, pitch)
      UnsafeMutableRawPointer(output + (i &* 16 &+ lane)).storeBytes(of: values, as: Floats.self)
    }
  }
}

func blockMean(
  _ window: UnsafePointer<Float>, _ height: Int, _ width: Int, _ pitch: Int, _ cells: Double,
  _ output: UnsafeMutablePointer<Float>
) {
  for lane in stride(from: 0, to: 16, by: 8) {
    var sum = SIMD8<Double>()
    for row in 0..<height {
      var pixel = window + (row &* pitch &+ lane)
      for _ in 0..<width {
        sum += SIMD8<Double>(UnsafeRawPointer(pixel).loadUnaligned(as: SIMD8<Float>.self))
        pixel += 16
      }
    }
    let means = SIMD8<Float>(sum / SIMD8(repeating: cells))
    UnsafeMutableRawPointer(output + lane).storeBytes(of: means, as: SIMD8<Float>.self)
  }
}

func normaliseAcross(
  _ input: UnsafePointer<Float>, _ distance: Int, _ blocks: Int, _ count: Int, _ before: Int,
  _ after: Int, _ weight: Float, _ k: Float, _ squares: UnsafeMutablePointer<Float>,
  _ output: UnsafeMutablePointer<Float>, _ outputDistance: Int
) {
  let length = Floats.scalarCount
  let vectors = 16 / length
  let end = blocks &* 16 &+ 16
  for i in 0..<16 {
    squares[i] = 0
    squares[end &+ i] = 0
  }
  let (weights, starts) = (Floats(repeating: weight), Floats(repeating: k))
  for pixel in 0..<count {
    let first = input + pixel &* 16
    for v in 0..<blocks &* vectors {
      let values = floats(first + (v / vectors &* distance &+ v % vectors &* length))
      UnsafeMutableRawPointer(squares + (16 &+ v &* length))
        .storeBytes(of: values * values, as: Floats.self)
    }
    let target = output + pixel &* 16
    for v in 0..<blocks &* vectors {
      var sum = Floats()
      var neighbour = UnsafePointer(squares) + (16 &+ v &* length &- before)
      for _ in 0..<before &+ 1 &+ after {
        sum += floats(neighbour)
        neighbour += 1
      }
      let (block, lane) = (v / vectors, v % vectors &* length)
      let root = (starts + weights * sum).squareRoot()
      let values = floats(first + (block &* distance &+ lane)) / (root * root.squareRoot())
      UnsafeMutableRawPointer(target + (block &* outputDistance &+ lane))
        .storeBytes(of: values, as: Floats.self)
    }
  }
}
