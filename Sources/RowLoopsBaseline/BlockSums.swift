import CMemory
import RowLoopTable

// Convolution on blocks: the sums of a few pixels by a block of channels, or two, stay in registers
// while taps pass. The pixels are divided into tiles of about the same size.

/// Adds a tap to the sums of `n` vectors of channels of `m` windows.
///
/// Whichever of values and weights are fewer are in registers together.
@inline(__always)
private func add<let m: Int, let n: Int>(
  _ sums: inout InlineArray<m, InlineArray<n, Floats>>,
  _ windows: InlineArray<m, UnsafePointer<Float>>, _ offset: Int, _ weights: UnsafePointer<Float>,
  _ distance: Int
) {
  if n > m {
    let values = InlineArray<m, Floats> { Floats(repeating: windows[$0][offset]) }
    for v in 0..<n {
      let factor = floats(weights + place(of: v, distance))
      for i in 0..<m { sums[i][v].addProduct(values[i], factor) }
    }
  } else {
    let factors = InlineArray<n, Floats> { floats(weights + place(of: $0, distance)) }
    for i in 0..<m {
      let value = Floats(repeating: windows[i][offset])
      for v in 0..<n { sums[i][v].addProduct(value, factors[v]) }
    }
  }
}

/// Sums `n` vectors of channels of `m` windows and stores them.
///
/// A function of its own: several in one do not all keep their sums in registers.
///
/// - Parameters:
///   - call: The sums, of the first of whose blocks these are.
///   - first: The number of the first window.
///   - ahead: What comes from memory meanwhile.
///   - pixels: How many windows.
///   - vectors: How many vectors.
@inline(never)
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
  // Two taps a turn, as the loop takes instructions, too: a core that another program shares issues
  // fewer of them than the products need.
  var offsets = call.offsets
  let pairs = offsets + call.tapCount / 2 &* 2
  var tap = 0
  while offsets < pairs {
    if tap & ahead.mask == 0 {
      lenslet_prefetch_second(next)
      next += 16
    }
    add(&sums, windows, offsets[0], weights, distance)
    add(&sums, windows, offsets[1], weights + 16, distance)
    weights += 32
    offsets += 2
    tap &+= 2
  }
  if call.tapCount & 1 == 1 { add(&sums, windows, offsets[0], weights, distance) }
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

  /// A line of the caches is asked for at each even tap whose number has none of these bits.
  let mask: Int
}

/// Hands out the windows in tiles of about the same size, the largest of `largest`.
///
/// - Parameters:
///   - call: The sums.
///   - lines: Lines of the caches that their weights take.
///   - largest: Windows of the largest tile.
///   - tile: Sums some windows: the number of the first, and how many.
@inline(__always)
private func forEachTile(
  _ call: BlockSum, lines: Int, largest: Int, _ tile: (_ first: Int, _ count: Int, Ahead) -> Void
) {
  let tiles = (call.count &+ largest &- 1) / largest
  // Every tile asks for as many lines as a power of two comes near.
  let interval = tiles >= 16 ? 16 : tiles >= 8 ? 8 : tiles >= 4 ? 4 : tiles >= 2 ? 2 : 1
  var ahead = Ahead(first: call.weights + 16 &* lines, mask: interval &- 1)
  var first = 0
  for number in 0..<tiles {
    let last = call.count &* (number &+ 1) / tiles
    tile(first, last &- first, ahead)
    ahead.first += call.tapCount / interval &* 16
    first = last
  }
}

#if WIDE_REGISTERS
  /// Sums one block, or two, of all windows.
  private func sumBlocks<let n: Int>(_ call: BlockSum, _ vectors: InlineArray<n, Void>) {
    forEachTile(call, lines: n &* call.tapCount, largest: 8) { first, count, ahead in
      switch count {
      case 1: sum(call, first: first, ahead, [()], vectors)
      case 2: sum(call, first: first, ahead, [(), ()], vectors)
      case 3: sum(call, first: first, ahead, [(), (), ()], vectors)
      case 4: sum(call, first: first, ahead, [(), (), (), ()], vectors)
      case 5: sum(call, first: first, ahead, [(), (), (), (), ()], vectors)
      case 6: sum(call, first: first, ahead, [(), (), (), (), (), ()], vectors)
      case 7: sum(call, first: first, ahead, [(), (), (), (), (), (), ()], vectors)
      default: sum(call, first: first, ahead, [(), (), (), (), (), (), (), ()], vectors)
      }
    }
  }

  /// Sums the first blocks of all windows.
  ///
  /// - Returns: How many.
  private func sumFirstBlocks(_ call: BlockSum) -> Int {
    if call.blocks == 1 { sumBlocks(call, [()]) } else { sumBlocks(call, [(), ()]) }
    return min(call.blocks, 2)
  }
#else
  /// Sums one block of all windows: tiles of many windows, which read weights seldom.
  private func sumBlock(_ call: BlockSum) {
    forEachTile(call, lines: call.tapCount, largest: 6) { first, count, ahead in
      switch count {
      case 1: sum(call, first: first, ahead, [()], [(), ()])
      case 2: sum(call, first: first, ahead, [(), ()], [(), ()])
      case 3: sum(call, first: first, ahead, [(), (), ()], [(), ()])
      case 4: sum(call, first: first, ahead, [(), (), (), ()], [(), ()])
      case 5: sum(call, first: first, ahead, [(), (), (), (), ()], [(), ()])
      default: sum(call, first: first, ahead, [(), (), (), (), (), ()], [(), ()])
      }
    }
  }

  /// Sums two blocks of all windows: tiles that take the fewest instructions a product.
  private func sumTwoBlocks(_ call: BlockSum) {
    forEachTile(call, lines: 2 &* call.tapCount, largest: 3) { first, count, ahead in
      switch count {
      case 1: sum(call, first: first, ahead, [()], [(), (), (), ()])
      case 2: sum(call, first: first, ahead, [(), ()], [(), (), (), ()])
      default: sum(call, first: first, ahead, [(), (), ()], [(), (), (), ()])
      }
    }
  }

  /// Sums the first blocks of all windows.
  ///
  /// Many weights for few windows come from the third cache, so that they are better read half as
  /// often.
  ///
  /// - Returns: How many.
  private func sumFirstBlocks(_ call: BlockSum) -> Int {
    guard call.blocks > 1, call.count >= 64 || call.tapCount &* call.blocks <= 2048 else {
      sumBlock(call)
      return 1
    }
    sumTwoBlocks(call)
    return 2
  }
#endif

func blockSum(_ call: BlockSum) {
  var call = call
  while call.blocks > 0 {
    let blocks = sumFirstBlocks(call)
    call.weights += blocks &* call.tapCount &* 16
    call.start += 16 &* blocks
    call.output = call.output.advanced(blocks: blocks)
    call.blocks &-= blocks
  }
}
