// Four rows of sums under 3x3 weights of `Float`, which stay in registers: the loops of `DenseSums.swift`
// for every size keep them in memory.

/// The sums of four rows by two vectors.
private typealias Tile = InlineArray<4, InlineArray<2, Floats>>

private var tileWidth: Int { 2 &* Floats.scalarCount }

/// Sums a tile; every sum takes its weights in row-major order.
@inline(__always)
private func sumTile(
  _ rows: UnsafePointer<UnsafePointer<Float>>, _ step: Int, _ weights: UnsafePointer<Float>,
  _ start: Floats, _ outputs: UnsafePointer<UnsafeMutablePointer<Float>>, _ place: Int,
  streams: Bool
) {
  var sums = Tile(repeating: InlineArray(repeating: start))
  add(rows[0] + place, step, weights, to: &sums, under: 0, from: 0, until: 1)
  add(rows[1] + place, step, weights, to: &sums, under: 1, from: 0, until: 2)
  add(rows[2] + place, step, weights, to: &sums, under: 2, from: 0, until: 3)
  add(rows[3] + place, step, weights, to: &sums, under: 3, from: 1, until: 4)
  add(rows[4] + place, step, weights, to: &sums, under: 4, from: 2, until: 4)
  add(rows[5] + place, step, weights, to: &sums, under: 5, from: 3, until: 4)
  for row in 0..<4 {
    for i in 0..<2 {
      store(sums[row][i], to: outputs[row] + (place &+ i &* Floats.scalarCount), streams: streams)
    }
  }
}

/// Adds the samples of a row, `y` rows below the first of the tile, to the sums of some rows.
@inline(__always)
private func add(
  _ samples: UnsafePointer<Float>, _ step: Int, _ weights: UnsafePointer<Float>,
  to sums: inout Tile, under y: Int, from first: Int, until end: Int
) {
  for column in 0..<3 {
    let start = UnsafeRawPointer(samples + column &* step)
    let left = start.loadUnaligned(as: Floats.self)
    let right = start.loadUnaligned(
      fromByteOffset: MemoryLayout<Floats>.size, as: Floats.self)
    for row in first..<end {
      let weight = Floats(repeating: weights[(y &- row) &* 3 &+ column])
      sums[row][0].addProduct(left, weight)
      sums[row][1].addProduct(right, weight)
    }
  }
}

/// Sums four rows from a place to an end, which are a tile apart or more.
@inline(never)
func sumFourRows3x3(
  _ rows: UnsafePointer<UnsafePointer<Float>>, _ step: Int, _ weights: UnsafePointer<Float>,
  _ start: Float, _ outputs: UnsafePointer<UnsafeMutablePointer<Float>>, from begin: Int,
  to end: Int
) {
  let first = Floats(repeating: start)
  var done = begin
  while done < end {
    // The last tile overlaps the one before: its sums are computed twice, with the same bits.
    let place = min(done, end &- tileWidth)
    sumTile(rows, step, weights, first, outputs, place, streams: false)
    done &+= tileWidth
  }
}

func streamedDenseSumFloat(
  _ rows: UnsafePointer<UnsafePointer<Float>>, _ height: Int, _ width: Int, _ step: Int,
  _ weights: UnsafePointer<Float>, _ start: Float,
  _ outputs: UnsafePointer<UnsafeMutablePointer<Float>>, _ rowCount: Int, _ count: Int
) {
  let ahead = valuesToLine(from: outputs[0])
  // Larger kernels take so long that nothing is gained, and rows must lie alike in lines.
  var canStream = rowCount == 4 && height == 3 && width == 3 && count >= ahead &+ tileWidth
  for row in 1..<rowCount where valuesToLine(from: outputs[row]) != ahead { canStream = false }
  guard canStream else {
    denseSumFloat(rows, height, width, step, weights, start, outputs, rowCount, count)
    return
  }
  // The first tile and the last are stored as usual: what lies between them can be aligned.
  let first = Floats(repeating: start)
  let last = count &- tileWidth
  sumFourRows3x3(rows, step, weights, start, outputs, from: 0, to: tileWidth)
  sumFourRows3x3(rows, step, weights, start, outputs, from: last, to: count)
  var place = ahead
  while place <= last {
    sumTile(rows, step, weights, first, outputs, place, streams: true)
    place &+= tileWidth
  }
}
