import CMemory
import RowLoopTable

// Convolution on blocks: the sums of a few pixels by a block of channels, or two, stay in registers
// while taps pass. The pixels are divided into tiles of about the same size.

#if WIDE_REGISTERS
  /// Pixels of the largest tile.
  private let largestTile = 8
#else
  private let largestTile = 6
#endif

/// Sums `n` vectors of channels of `m` windows and stores them.
///
/// - Parameters:
///   - call: The sums, of the first of whose blocks these are.
///   - first: The number of the first window.
///   - pixels: How many windows.
///   - vectors: How many vectors.
@inline(__always)
private func sum<let m: Int, let n: Int>(
  _ call: BlockSum, first: Int, _ pixels: InlineArray<m, Void>, _ vectors: InlineArray<n, Void>
) {
  let length = Floats.scalarCount
  // Not 'repeating:', which stays a function of the standard library that all builds would share.
  let windows = InlineArray<m, UnsafePointer<Float>> {
    call.input + call.windows[first &+ $0]
  }
  var sums: InlineArray<m, InlineArray<n, Floats>>
  if call.goesOn {
    sums = InlineArray { i in
      InlineArray { floats(call.output.place(pixel: first &+ i, vector: $0)) }
    }
  } else {
    let start = InlineArray<n, Floats> { floats(call.start + $0 &* length) }
    sums = InlineArray { _ in start }
  }
  var weights = call.weights
  let distance = call.tapCount &* 16
  for tap in 0..<call.tapCount {
    let offset = call.offsets[tap]
    let factors = InlineArray<n, Floats> {
      floats(weights + ($0 &* length / 16 &* distance &+ $0 &* length % 16))
    }
    for i in 0..<m {
      let value = Floats(repeating: windows[i][offset])
      for v in 0..<n { sums[i][v].addProduct(value, factors[v]) }
    }
    weights += 16
  }
  for i in 0..<m {
    for v in 0..<n {
      if call.isLast {
        call.output.store(sums[i][v], pixel: first &+ i, vector: v)
      } else {
        let place = call.output.place(pixel: first &+ i, vector: v)
        UnsafeMutableRawPointer(place).storeBytes(of: sums[i][v], as: Floats.self)
      }
    }
  }
}

/// Sums `n` vectors of channels of all windows.
///
/// While a tile is summed, its share of the weights behind these comes from memory: they are next.
@inline(__always)
private func sumTiles<let n: Int>(_ call: BlockSum, _ vectors: InlineArray<n, Void>) {
  let tiles = (call.count &+ largestTile &- 1) / largestTile
  let blocks = n &* Floats.scalarCount / 16
  let lines = call.tapCount &* blocks
  let next = call.weights + 16 &* lines
  var first = 0
  for tile in 0..<tiles {
    var line = lines &* tile / tiles
    let end = lines &* (tile &+ 1) / tiles
    while line < end {
      lenslet_prefetch_second(next + 16 &* line)
      line &+= 1
    }
    let last = call.count &* (tile &+ 1) / tiles
    switch last &- first {
    case 1: sum(call, first: first, [()], vectors)
    case 2: sum(call, first: first, [(), ()], vectors)
    case 3: sum(call, first: first, [(), (), ()], vectors)
    case 4: sum(call, first: first, [(), (), (), ()], vectors)
    case 5: sum(call, first: first, [(), (), (), (), ()], vectors)
    #if WIDE_REGISTERS
      case 6: sum(call, first: first, [(), (), (), (), (), ()], vectors)
      case 7: sum(call, first: first, [(), (), (), (), (), (), ()], vectors)
      default: sum(call, first: first, [(), (), (), (), (), (), (), ()], vectors)
    #else
      default: sum(call, first: first, [(), (), (), (), (), ()], vectors)
    #endif
    }
    first = last
  }
}

func blockSum(_ call: BlockSum) {
  var call = call
  while call.blocks > 0 {
    #if WIDE_REGISTERS
      let blocks = min(call.blocks, 2)
      if blocks == 2 { sumTiles(call, [(), ()]) } else { sumTiles(call, [()]) }
    #else
      let blocks = 1
      sumTiles(call, [(), ()])
    #endif
    call.weights += blocks &* call.tapCount &* 16
    call.start += 16 &* blocks
    call.output = call.output.advanced(blocks: blocks)
    call.blocks &-= blocks
  }
}
