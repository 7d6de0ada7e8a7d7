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
  _ sums: Tile<m, n, Vector>, to outputs: UnsafePointer<UnsafeMutablePointer<Value>>, at place: Int
) {
  for row in 0..<m {
    for i in 0..<n {
      UnsafeMutableRawPointer(outputs[row] + (place &+ i &* Vector.scalarCount))
        .storeBytes(of: sums[row][i], as: Vector.self)
    }
  }
}

/// Sums four rows under a kernel of four rows or more, for as many samples as a tile has or more.
@inline(__always)
private func sumFourRows<let n: Int, Sample, Value, Vector: SIMD>(
  _ size: InlineArray<n, Void>, _ rows: UnsafePointer<UnsafePointer<Sample>>, _ height: Int,
  _ width: Int, _ step: Int, _ weights: UnsafePointer<Value>, _ start: Vector,
  _ outputs: UnsafePointer<UnsafeMutablePointer<Value>>, _ count: Int,
  _ load: (UnsafePointer<Sample>) -> Vector, _ term: (inout Vector, Vector, Value) -> Void
) {
  let tile = n &* Vector.scalarCount
  var done = 0
  while done < count {
    let place = min(done, count &- tile)
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
    store(sums, to: outputs, at: place)
    done &+= tile
  }
}

/// Sums one row, for as many samples as a tile has or more.
@inline(__always)
private func sumRow<let n: Int, Sample, Value, Vector: SIMD>(
  _ size: InlineArray<n, Void>, _ rows: UnsafePointer<UnsafePointer<Sample>>, _ height: Int,
  _ width: Int, _ step: Int, _ weights: UnsafePointer<Value>, _ start: Vector,
  _ outputs: UnsafePointer<UnsafeMutablePointer<Value>>, _ count: Int,
  _ load: (UnsafePointer<Sample>) -> Vector, _ term: (inout Vector, Vector, Value) -> Void
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
    store(sums, to: outputs, at: place)
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

func denseSumFloat(
  _ rows: UnsafePointer<UnsafePointer<Float>>, _ height: Int, _ width: Int, _ step: Int,
  _ weights: UnsafePointer<Float>, _ start: Float,
  _ outputs: UnsafePointer<UnsafeMutablePointer<Float>>, _ rowCount: Int, _ count: Int
) {
  if rowCount == 4, height == 3, width == 3, count >= 2 &* Floats.scalarCount {
    sumFourRows3x3(rows, step, weights, start, outputs, from: 0, to: count)
    return
  }
  let first = Floats(repeating: start)
  if rowCount == 4, height >= 4, count >= 3 &* Floats.scalarCount {
    sumFourRows(
      [(), (), ()], rows, height, width, step, weights, first, outputs, count, floats,
      addProduct)
    return
  }
  for row in 0..<rowCount {
    if count >= 8 &* Floats.scalarCount {
      sumRow(
        [(), (), (), (), (), (), (), ()], rows + row, height, width, step, weights, first,
        outputs + row, count, floats, addProduct)
    } else {
      sumShortRow(rows + row, height, width, step, weights, start, outputs[row], count) {
        $0.addingProduct($1, $2)
      }
    }
  }
}

@inline(__always)
private func addProduct(_ sum: inout Integers, _ values: Integers, _ weight: Int16) {
  sum &+= values &* Integers(repeating: weight)
}

@inline(__always)
private func integers(_ samples: UnsafePointer<Int16>) -> Integers {
  UnsafeRawPointer(samples).loadUnaligned(as: Integers.self)
}

func denseSumInt16(
  _ rows: UnsafePointer<UnsafePointer<Int16>>, _ height: Int, _ width: Int, _ step: Int,
  _ weights: UnsafePointer<Int16>, _ start: Int16,
  _ outputs: UnsafePointer<UnsafeMutablePointer<Int16>>, _ rowCount: Int, _ count: Int
) {
  let first = Integers(repeating: start)
  if rowCount == 4, height >= 4, count >= 32 {
    sumFourRows(
      [(), ()], rows, height, width, step, weights, first, outputs, count, integers,
      addProduct)
    return
  }
  for row in 0..<rowCount {
    if count >= 64 {
      sumRow(
        [(), (), (), ()], rows + row, height, width, step, weights, first, outputs + row, count,
        integers, addProduct)
    } else {
      sumShortRow(rows + row, height, width, step, weights, start, outputs[row], count) {
        $0 &+ $1 &* $2
      }
    }
  }
}
