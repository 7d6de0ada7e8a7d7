import RowLoopTable

// Winograd's convolution of 3x3 kernels, 4x4 pixels at a time: F(4x4, 3x3) with the points 0, ±1/√2,
// ±√2 and infinity, which round three times less than 0, ±1, ±2. Lavin and Gray, "Fast algorithms for
// convolutional neural networks" (2015); Barabasz and others, "Error analysis and improving the
// accuracy of Winograd convolution for deep neural networks" (2018).

private typealias Six = (Floats, Floats, Floats, Floats, Floats, Floats)

@inline(__always)
private func product(_ factor: Float, _ values: Floats) -> Floats {
  Floats(repeating: factor) * values
}

@inline(__always)
private func sum(_ values: Floats, _ factor: Float, _ others: Floats) -> Floats {
  values.addingProduct(Floats(repeating: factor), others)
}

private let small: Float = 0.70710678118654752
private let large: Float = 1.4142135623730950

/// Six neighbours times the transposed matrix of the input.
@inline(__always)
private func transformed(_ d: Six) -> Six {
  let (even, odd) = (sum(d.4, -2, d.2), sum(product(small, d.3), -large, d.1))
  let (even2, odd2) = (sum(d.4, -0.5, d.2), sum(product(large, d.3), -small, d.1))
  return (
    sum(d.0 + d.4, -2.5, d.2), even + odd, even - odd, even2 + odd2, even2 - odd2,
    sum(d.1 + d.5, -2.5, d.3)
  )
}

func winogradInput(
  _ patch: UnsafePointer<Float>, _ pitch: Int, _ output: UnsafeMutablePointer<Float>,
  _ distance: Int
) {
  for lane in stride(from: 0, to: 16, by: Floats.scalarCount) {
    var rows = InlineArray<36, Floats>(repeating: Floats())
    for row in 0..<6 {
      let p = patch + (row &* pitch &+ lane)
      let t = transformed(
        (floats(p), floats(p + 16), floats(p + 32), floats(p + 48), floats(p + 64), floats(p + 80)))
      rows[6 &* row] = t.0
      rows[6 &* row &+ 1] = t.1
      rows[6 &* row &+ 2] = t.2
      rows[6 &* row &+ 3] = t.3
      rows[6 &* row &+ 4] = t.4
      rows[6 &* row &+ 5] = t.5
    }
    for column in 0..<6 {
      let t = transformed(
        (
          rows[column], rows[6 &+ column], rows[12 &+ column], rows[18 &+ column],
          rows[24 &+ column], rows[30 &+ column]
        ))
      let place = UnsafeMutableRawPointer(output + (column &* distance &+ lane))
      let bytes = 24 &* distance
      place.storeBytes(of: t.0, as: Floats.self)
      place.storeBytes(of: t.1, toByteOffset: bytes, as: Floats.self)
      place.storeBytes(of: t.2, toByteOffset: 2 &* bytes, as: Floats.self)
      place.storeBytes(of: t.3, toByteOffset: 3 &* bytes, as: Floats.self)
      place.storeBytes(of: t.4, toByteOffset: 4 &* bytes, as: Floats.self)
      place.storeBytes(of: t.5, toByteOffset: 5 &* bytes, as: Floats.self)
    }
  }
}

/// Six products times the transposed matrix of the output.
@inline(__always)
private func pixels(_ m: Six) -> (Floats, Floats, Floats, Floats) {
  let (even, odd) = (m.1 + m.2, m.1 - m.2)
  let (even2, odd2) = (m.3 + m.4, m.3 - m.4)
  return (
    m.0 + even + even2, sum(product(small, odd), large, odd2), sum(product(0.5, even), 2, even2),
    sum(sum(m.5, 0.5 * small, odd), 2 * large, odd2)
  )
}

func winogradOutput(
  _ products: UnsafePointer<Float>, _ distance: Int, _ start: UnsafePointer<Float>, _ first: Int,
  _ pitch: Int, _ height: Int, _ width: Int, _ output: BlockOutput
) {
  let length = Floats.scalarCount
  for v in 0..<16 / length {
    let bias = floats(start + v &* length)
    var rows = InlineArray<24, Floats>(repeating: Floats())
    for column in 0..<6 {
      let p = products + (column &* distance &+ v &* length)
      let row = 6 &* distance
      let t = pixels(
        (
          floats(p), floats(p + row), floats(p + 2 &* row), floats(p + 3 &* row),
          floats(p + 4 &* row), floats(p + 5 &* row)
        ))
      rows[column] = t.0
      rows[6 &+ column] = t.1
      rows[12 &+ column] = t.2
      rows[18 &+ column] = t.3
    }
    var values = InlineArray<16, InlineArray<1, Floats>> { _ in [bias] }
    for row in 0..<4 {
      let r = 6 &* row
      let t = pixels((rows[r], rows[r + 1], rows[r + 2], rows[r + 3], rows[r + 4], rows[r + 5]))
      values[4 &* row][0] += t.0
      values[4 &* row &+ 1][0] += t.1
      values[4 &* row &+ 2][0] += t.2
      values[4 &* row &+ 3][0] += t.3
    }
    // Pixels that are not wanted stand for the last that are.
    output.finish(&values, first: v) {
      first &+ min($0 / 4, height &- 1) &* pitch &+ min($0 % 4, width &- 1)
    }
    for row in 0..<height {
      for column in 0..<width {
        output.store(
          values[4 &* row &+ column][0], at: first &+ row &* pitch &+ column, vector: v)
      }
    }
  }
}
