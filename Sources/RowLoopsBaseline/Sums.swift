import CMemory

// Weighted sums of the samples under the taps of a kernel.
//
// Taps are taken in groups of up to six, so that a group's pointers and weights stay in registers
// and the running sums are loaded and stored once a group. The groups of one kernel are as equal as
// they can be. One source gives every loop: the closure bodies differ only in their types.

/// Adds one group of taps to the running sums.
///
/// `term` adds one product to a sum; `first` starts from `start` instead of the running sums.
@inline(__always)
private func addGroup<let n: Int, Sample, Value>(
  _ taps: InlineArray<n, UnsafePointer<Sample>>, _ weights: InlineArray<n, Value>,
  first: Bool, _ start: Value, _ sums: UnsafeMutablePointer<Value>, _ count: Int,
  _ term: (Value, Sample, Value) -> Value
) {
  for i in 0..<count {
    var sum = first ? start : sums[i]
    for t in 0..<n { sum = term(sum, taps[t][i], weights[t]) }
    sums[i] = sum
  }
}

/// Reads the pointers and weights of a group and adds it, with `first` a constant of the loop.
@inline(__always)
private func addGroup<let n: Int, Sample, Value>(
  of size: InlineArray<n, Void>, _ taps: UnsafePointer<UnsafePointer<Sample>>,
  _ weights: UnsafePointer<Value>, first: Bool, _ start: Value,
  _ sums: UnsafeMutablePointer<Value>, _ count: Int, _ term: (Value, Sample, Value) -> Value
) {
  let pointers = InlineArray<n, UnsafePointer<Sample>> { taps[$0] }
  let factors = InlineArray<n, Value> { weights[$0] }
  if first {
    addGroup(pointers, factors, first: true, start, sums, count, term)
  } else {
    addGroup(pointers, factors, first: false, start, sums, count, term)
  }
}

/// How many of the taps that are left the next group takes: equal groups of at most `limit`.
@inline(__always)
func groupSize(of left: Int, limit: Int) -> Int {
  let groups = (left + limit - 1) / limit
  return (left + groups - 1) / groups
}

/// Adds all groups of a kernel.
@inline(__always)
private func sum<Sample, Value>(
  _ taps: UnsafePointer<UnsafePointer<Sample>>, _ weights: UnsafePointer<Value>, _ tapCount: Int,
  _ start: Value, _ sums: UnsafeMutablePointer<Value>, _ count: Int,
  _ term: (Value, Sample, Value) -> Value
) {
  var done = 0
  while done < tapCount {
    let size = groupSize(of: tapCount - done, limit: 6)
    let (pointers, factors, first) = (taps + done, weights + done, done == 0)
    switch size {
    case 1: addGroup(of: [()], pointers, factors, first: first, start, sums, count, term)
    case 2: addGroup(of: [(), ()], pointers, factors, first: first, start, sums, count, term)
    case 3: addGroup(of: [(), (), ()], pointers, factors, first: first, start, sums, count, term)
    case 4:
      addGroup(of: [(), (), (), ()], pointers, factors, first: first, start, sums, count, term)
    case 5:
      addGroup(of: [(), (), (), (), ()], pointers, factors, first: first, start, sums, count, term)
    default:
      addGroup(
        of: [(), (), (), (), (), ()], pointers, factors, first: first, start, sums, count, term)
    }
    done += size
  }
}

func sumUInt8Int16(
  _ taps: UnsafePointer<UnsafePointer<UInt8>>, _ weights: UnsafePointer<Int16>, _ tapCount: Int,
  _ start: Int16, _ output: UnsafeMutablePointer<Int16>, _ count: Int
) {
  sum(taps, weights, tapCount, start, output, count) { $0 &+ Int16($1) &* $2 }
}

func sumUInt8Int32(
  _ taps: UnsafePointer<UnsafePointer<UInt8>>, _ weights: UnsafePointer<Int32>, _ tapCount: Int,
  _ start: Int32, _ output: UnsafeMutablePointer<Int32>, _ count: Int
) {
  sum(taps, weights, tapCount, start, output, count) { $0 &+ Int32($1) &* $2 }
}

func sumUInt16Int32(
  _ taps: UnsafePointer<UnsafePointer<UInt16>>, _ weights: UnsafePointer<Int32>, _ tapCount: Int,
  _ start: Int32, _ output: UnsafeMutablePointer<Int32>, _ count: Int
) {
  sum(taps, weights, tapCount, start, output, count) { $0 &+ Int32($1) &* $2 }
}

func sumInt16(
  _ taps: UnsafePointer<UnsafePointer<Int16>>, _ weights: UnsafePointer<Int16>, _ tapCount: Int,
  _ start: Int16, _ output: UnsafeMutablePointer<Int16>, _ count: Int
) {
  sum(taps, weights, tapCount, start, output, count) { $0 &+ $1 &* $2 }
}

func sumInt32(
  _ taps: UnsafePointer<UnsafePointer<Int32>>, _ weights: UnsafePointer<Int32>, _ tapCount: Int,
  _ start: Int32, _ output: UnsafeMutablePointer<Int32>, _ count: Int
) {
  sum(taps, weights, tapCount, start, output, count) { $0 &+ $1 &* $2 }
}

/// Sums of eight vectors that stay in registers while all taps pass.
@inline(__always)
private func sumInRegisters(
  _ taps: UnsafePointer<UnsafePointer<Float>>, _ weights: UnsafePointer<Float>, _ tapCount: Int,
  _ start: Floats, _ place: Int, _ output: UnsafeMutablePointer<Float>, streams: Bool
) {
  if streams {
    // The newest row comes from memory: some pages ahead the processor does not look by itself.
    let newest = taps[tapCount &- 1] + (place &+ 1024)
    for i in 0..<8 { lenslet_prefetch(newest + i &* Floats.scalarCount) }
  }
  var sums = InlineArray<8, Floats>(repeating: start)
  for tap in 0..<tapCount {
    let samples = UnsafeRawPointer(taps[tap] + place)
    let weight = Floats(repeating: weights[tap])
    for i in 0..<8 {
      let offset = i &* MemoryLayout<Floats>.size
      sums[i].addProduct(samples.loadUnaligned(fromByteOffset: offset, as: Floats.self), weight)
    }
  }
  for i in 0..<8 {
    store(sums[i], to: output + (place &+ i &* Floats.scalarCount), streams: streams)
  }
}

func sumFloat(
  _ taps: UnsafePointer<UnsafePointer<Float>>, _ weights: UnsafePointer<Float>, _ tapCount: Int,
  _ start: Float, _ output: UnsafeMutablePointer<Float>, _ count: Int
) {
  let first = Floats(repeating: start)
  let tile = 8 &* Floats.scalarCount
  guard count >= tile else {
    sum(taps, weights, tapCount, start, output, count) { $0.addingProduct($1, $2) }
    return
  }
  var done = 0
  while done < count {
    // The last tile overlaps the one before: its sums are computed twice, with the same bits.
    let place = min(done, count &- tile)
    sumInRegisters(taps, weights, tapCount, first, place, output, streams: false)
    done &+= tile
  }
}

func streamedSumFloat(
  _ taps: UnsafePointer<UnsafePointer<Float>>, _ weights: UnsafePointer<Float>, _ tapCount: Int,
  _ start: Float, _ output: UnsafeMutablePointer<Float>, _ count: Int
) {
  let first = Floats(repeating: start)
  let tile = 8 &* Floats.scalarCount
  guard count >= 2 &* tile else {
    sumFloat(taps, weights, tapCount, start, output, count)
    return
  }
  // The first tile and the last are stored as usual: what lies between them can be aligned.
  sumInRegisters(taps, weights, tapCount, first, 0, output, streams: false)
  var done = valuesToLine(from: output)
  while done <= count &- tile {
    sumInRegisters(taps, weights, tapCount, first, done, output, streams: true)
    done &+= tile
  }
  sumInRegisters(taps, weights, tapCount, first, count &- tile, output, streams: false)
}
