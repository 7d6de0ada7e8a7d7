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
///   - ahead: What comes from memory meanwhile.
///   - pixels: How many windows.
///   - vectors: How many vectors.
@inline(__always)
private func sum<let m: Int, let n: Int>(
  _ call: BlockSum, first: Int, _ ahead: Ahead, _ pixels: InlineArray<m, Void>,
  _ vectors: InlineArray<n, Void>
) {
  let length = Floats.scalarCount
  // Not 'repeating:', which stays a function of the standard library that all builds would share.
  let windows = InlineArray<m, UnsafePointer<Float>> {
    call.input + call.windows[first &+ $0]
  }
  let places = InlineArray<m, UnsafeMutablePointer<Float>> {
    call.output.start + call.output.places[first &+ $0]
  }
  // Pixel by pixel, and no loop inside that of the taps but those of fixed length: otherwise the sums
  // do not stay in registers.
  var sums: InlineArray<m, InlineArray<n, Floats>>
  if call.goesOn {
    sums = InlineArray { i in
      InlineArray { floats(places[i] + place(of: $0, call.output.distance)) }
    }
  } else {
    let start = InlineArray<n, Floats> { floats(call.start + $0 &* length) }
    sums = InlineArray { _ in start }
  }
  var weights = call.weights
  let distance = call.tapCount &* 16
  var next = ahead.first
  for tap in 0..<call.tapCount {
    if tap & ahead.mask == 0 {
      lenslet_prefetch_second(next)
      next += 16
    }
    let offset = call.offsets[tap]
    let factors = InlineArray<n, Floats> { floats(weights + place(of: $0, distance)) }
    for i in 0..<m {
      let value = Floats(repeating: windows[i][offset])
      for v in 0..<n { sums[i][v].addProduct(value, factors[v]) }
    }
    weights += 16
  }
  if call.isLast { call.output.finish(&sums, first: 0) { first &+ $0 } }
  for i in 0..<m {
    for v in 0..<n {
      UnsafeMutableRawPointer(places[i] + place(of: v, call.output.distance))
        .storeBytes(of: sums[i][v], as: Floats.self)
    }
  }
}

/// What is read from memory while a tile is summed: its share of the weights behind those in use.
private struct Ahead {
  /// Where it starts.
  var first: UnsafePointer<Float>

  /// A line of the caches is asked for at each tap whose number has none of these bits.
  let mask: Int
}

/// Sums `n` vectors of channels of all windows.
@inline(__always)
private func sumTiles<let n: Int>(_ call: BlockSum, _ vectors: InlineArray<n, Void>) {
  let tiles = (call.count &+ largestTile &- 1) / largestTile
  // A tap of a block is a line; every tile asks for as many as a power of two comes near.
  let lines = n &* Floats.scalarCount / 16 &* call.tapCount
  let interval = tiles >= 16 ? 16 : tiles >= 8 ? 8 : tiles >= 4 ? 4 : tiles >= 2 ? 2 : 1
  var ahead = Ahead(first: call.weights + 16 &* lines, mask: interval &- 1)
  var first = 0
  for tile in 0..<tiles {
    let last = call.count &* (tile &+ 1) / tiles
    switch last &- first {
    case 1: sum(call, first: first, ahead, [()], vectors)
    case 2: sum(call, first: first, ahead, [(), ()], vectors)
    case 3: sum(call, first: first, ahead, [(), (), ()], vectors)
    case 4: sum(call, first: first, ahead, [(), (), (), ()], vectors)
    case 5: sum(call, first: first, ahead, [(), (), (), (), ()], vectors)
    #if WIDE_REGISTERS
      case 6: sum(call, first: first, ahead, [(), (), (), (), (), ()], vectors)
      case 7: sum(call, first: first, ahead, [(), (), (), (), (), (), ()], vectors)
      default: sum(call, first: first, ahead, [(), (), (), (), (), (), (), ()], vectors)
    #else
      default: sum(call, first: first, ahead, [(), (), (), (), (), ()], vectors)
    #endif
    }
    ahead.first += call.tapCount / interval &* 16
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
