// Weighted sums under kernels that have few zeros: the sums of a tile, a few rows by a few vectors,
// stay in registers while all weights pass, and a sample is loaded once for all rows of the tile.
//
// A sum takes its weights in row-major order, as the loops of `Sums.swift` do, however it lies in a
// tile. The last tile of a row overlaps the one before: its sums are computed twice, with the same
// bits.

private typealias Integers = SIMD16<Int16>

/// The sums of `m` rows by `n` vectors.
private typealias Tile<let m: Int, let n: Int, Vector> = InlineArray<m, InlineArray<n, Vector>>

/// Adds one row of samples to the sums of some rows of a tile.
///
/// `weights` are those of the kernel's row over the first row of the tile; the rows below it lie under
/// earlier rows of the kernel.
@inline(__always)
private func add<let m: Int, let n: Int, Sample, Value, Vector: SIMD>(
  _ samples: UnsafePointer<Sample>, under weights: UnsafePointer<Value>, _ width: Int, _ step: Int,
  to sums: inout Tile<m, n, Vector>, from first: Int, until end: Int,
  _ load: (UnsafePointer<Sample>) -> Vector, _ add: (inout Vector, Vector, Value) -> Void
) {
  for column in 0..<width {
    let start = samples + column &* step
    let values = InlineArray<n, Vector> { load(start + $0 &* Vector.scalarCount) }
    for row in first..<end {
      let weight = weights[column &- row &* width]
      for i in 0..<n { add(&sums[row][i], values[i], weight) }
    }
  }
}

/// Stores the sums of a tile.
@inline(__always)
private func store<let m: Int, let n: Int, Value, Vector: SIMD>(
  _ sums: Tile<m, n, Vector>, to outputs: UnsafePointer<UnsafeMutablePointer<Value>>, at place: Int,
  _ store: (Vector, UnsafeMutablePointer<Value>) -> Void
) {
  for row in 0..<m {
    for i in 0..<n { store(sums[row][i], outputs[row] + (place &+ i &* Vector.scalarCount)) }
  }
}

/// Sums four rows under a kernel of three rows or more, for as many samples as a tile has or more, from
/// a place on.
@inline(__always)
private func sumFourRows<let n: Int, Sample, Value, Vector: SIMD>(
  _ size: InlineArray<n, Void>, _ rows: UnsafePointer<UnsafePointer<Sample>>, _ height: Int,
  _ width: Int, _ step: Int, _ weights: UnsafePointer<Value>, _ start: Vector,
  _ outputs: UnsafePointer<UnsafeMutablePointer<Value>>, _ begin: Int, _ count: Int,
  _ load: (UnsafePointer<Sample>) -> Vector, _ term: (inout Vector, Vector, Value) -> Void,
  _ storeVector: (Vector, UnsafeMutablePointer<Value>) -> Void
) {
  let tile = n &* Vector.scalarCount
  var done = begin
  while done < begin &+ count {
    let place = min(done, begin &+ count &- tile)
    var sums = Tile<4, n, Vector>(repeating: InlineArray(repeating: start))
    // The rows of samples above and below are under the kernel of some rows of the tile alone.
    let (w, k) = (weights, width)
    add(rows[0] + place, under: w, k, step, to: &sums, from: 0, until: 1, load, term)
    add(rows[1] + place, under: w + k, k, step, to: &sums, from: 0, until: 2, load, term)
    add(rows[2] + place, under: w + 2 &* k, k, step, to: &sums, from: 0, until: 3, load, term)
    for y in 3..<height {
      add(rows[y] + place, under: w + y &* k, k, step, to: &sums, from: 0, until: 4, load, term)
    }
    let (end, last) = (rows + height, weights + height &* width)
    add(end[0] + place, under: last, k, step, to: &sums, from: 1, until: 4, load, term)
    add(end[1] + place, under: last + k, k, step, to: &sums, from: 2, until: 4, load, term)
    add(end[2] + place, under: last + 2 &* k, k, step, to: &sums, from: 3, until: 4, load, term)
    store(sums, to: outputs, at: place, storeVector)
    done &+= tile
  }
}

/// Sums one row, for as many samples as a tile has or more.
@inline(__always)
private func sumRow<let n: Int, Sample, Value, Vector: SIMD>(
  _ size: InlineArray<n, Void>, _ rows: UnsafePointer<UnsafePointer<Sample>>, _ height: Int,
  _ width: Int, _ step: Int, _ weights: UnsafePointer<Value>, _ start: Vector,
  _ outputs: UnsafePointer<UnsafeMutablePointer<Value>>, _ count: Int,
  _ load: (UnsafePointer<Sample>) -> Vector, _ term: (inout Vector, Vector, Value) -> Void,
  _ storeVector: (Vector, UnsafeMutablePointer<Value>) -> Void
) {
  let tile = n &* Vector.scalarCount
  var done = 0
  while done < count {
    let place = min(done, count &- tile)
    var sums = Tile<1, n, Vector>(repeating: InlineArray(repeating: start))
    for y in 0..<height {
      add(
        rows[y] + place, under: weights + y &* width, width, step, to: &sums, from: 0, until: 1,
        load, term)
    }
    store(sums, to: outputs, at: place, storeVector)
    done &+= tile
  }
}

/// Sums rows that are shorter than any tile.
@inline(__always)
private func sumShortRow<Sample, Value>(
  _ rows: UnsafePointer<UnsafePointer<Sample>>, _ height: Int, _ width: Int, _ step: Int,
  _ weights: UnsafePointer<Value>, _ start: Value, _ output: UnsafeMutablePointer<Value>,
  _ count: Int, _ term: (Value, Sample, Value) -> Value
) {
  for i in 0..<count {
    var sum = start
    for y in 0..<height {
      for column in 0..<width {
        sum = term(sum, rows[y][i &+ column &* step], weights[y &* width &+ column])
      }
    }
    output[i] = sum
  }
}

@inline(__always)
private func addProduct(_ sum: inout Floats, _ values: Floats, _ weight: Float) {
  sum.addProduct(values, Floats(repeating: weight))
}

@inline(__always)
private func floats(_ samples: UnsafePointer<Float>) -> Floats {
  UnsafeRawPointer(samples).loadUnaligned(as: Floats.self)
}

@inline(__always)
private func store(_ sums: Floats, _ place: UnsafeMutablePointer<Float>) {
  store(sums, to: place, streams: false)
}

@inline(__always)
private func stream(_ sums: Floats, _ place: UnsafeMutablePointer<Float>) {
  store(sums, to: place, streams: true)
}

func denseSumFloat(
  _ rows: UnsafePointer<UnsafePointer<Float>>, _ height: Int, _ width: Int, _ step: Int,
  _ weights: UnsafePointer<Float>, _ start: Float,
  _ outputs: UnsafePointer<UnsafeMutablePointer<Float>>, _ rowCount: Int, _ count: Int
) {
  let first = Floats(repeating: start)
  if rowCount == 4, count >= 3 &* Floats.scalarCount {
    if height == 3, width == 3 {
      sumFourRows3x3(rows, step, weights, first, outputs, 0, count, store)
      return
    }
    if height >= 4 {
      sumFourRows(
        [(), (), ()], rows, height, width, step, weights, first, outputs, 0, count, floats,
        addProduct, store)
      return
    }
  }
  for row in 0..<rowCount {
    if count >= 8 &* Floats.scalarCount {
      sumRow(
        [(), (), (), (), (), (), (), ()], rows + row, height, width, step, weights, first,
        outputs + row, count, floats, addProduct, store)
    } else {
      sumShortRow(rows + row, height, width, step, weights, start, outputs[row], count) {
        $0.addingProduct($1, $2)
      }
    }
  }
}

func streamedDenseSumFloat(
  _ rows: UnsafePointer<UnsafePointer<Float>>, _ height: Int, _ width: Int, _ step: Int,
  _ weights: UnsafePointer<Float>, _ start: Float,
  _ outputs: UnsafePointer<UnsafeMutablePointer<Float>>, _ rowCount: Int, _ count: Int
) {
  let tile = 2 &* Floats.scalarCount
  let ahead = valuesToLine(from: outputs[0])
  // Taller kernels take so long that nothing is gained, and rows must lie alike in lines.
  var canStream = rowCount == 4 && height == 3 && width == 3 && count >= ahead &+ tile
  for row in 1..<rowCount where valuesToLine(from: outputs[row]) != ahead { canStream = false }
  guard canStream else {
    denseSumFloat(rows, height, width, step, weights, start, outputs, rowCount, count)
    return
  }
  // The first tile and the last are stored as usual: what lies between them can be aligned.
  let first = Floats(repeating: start)
  let whole = (count &- ahead) / tile &* tile
  sumFourRows3x3(rows, step, weights, first, outputs, 0, tile, store)
  sumFourRows3x3(rows, step, weights, first, outputs, ahead, whole, stream)
  sumFourRows3x3(rows, step, weights, first, outputs, count &- tile, tile, store)
}

/// Sums four rows under a kernel of 3x3 weights, which stay in registers.
@inline(__always)
private func sumFourRows3x3(
  _ rows: UnsafePointer<UnsafePointer<Float>>, _ step: Int, _ weights: UnsafePointer<Float>,
  _ start: Floats, _ outputs: UnsafePointer<UnsafeMutablePointer<Float>>, _ begin: Int,
  _ count: Int, _ storeVector: (Floats, UnsafeMutablePointer<Float>) -> Void
) {
  sumFourRows(
    [(), ()], rows, 3, 3, step, weights, start, outputs, begin, count, floats, addProduct,
    storeVector)
}

@inline(__always)
private func addProduct(_ sum: inout Integers, _ values: Integers, _ weight: Int16) {
  sum &+= values &* Integers(repeating: weight)
}

@inline(__always)
private func integers(_ samples: UnsafePointer<Int16>) -> Integers {
  UnsafeRawPointer(samples).loadUnaligned(as: Integers.self)
}

@inline(__always)
private func store(_ sums: Integers, _ place: UnsafeMutablePointer<Int16>) {
  UnsafeMutableRawPointer(place).storeBytes(of: sums, as: Integers.self)
}

func denseSumInt16(
  _ rows: UnsafePointer<UnsafePointer<Int16>>, _ height: Int, _ width: Int, _ step: Int,
  _ weights: UnsafePointer<Int16>, _ start: Int16,
  _ outputs: UnsafePointer<UnsafeMutablePointer<Int16>>, _ rowCount: Int, _ count: Int
) {
  let first = Integers(repeating: start)
  if rowCount == 4, height >= 4, count >= 32 {
    sumFourRows(
      [(), ()], rows, height, width, step, weights, first, outputs, 0, count, integers,
      addProduct, store)
    return
  }
  for row in 0..<rowCount {
    if count >= 64 {
      sumRow(
        [(), (), (), ()], rows + row, height, width, step, weights, first, outputs + row, count,
        integers, addProduct, store)
    } else {
      sumShortRow(rows + row, height, width, step, weights, start, outputs[row], count) {
        $0 &+ $1 &* $2
      }
    }
  }
}
