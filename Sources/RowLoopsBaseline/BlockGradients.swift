import RowLoopTable

// Loops over blocks that gradients go back through.

/// The larger values; not-a-number, which differs from itself, above all.
@inline(__always)
private func larger(_ first: Floats, _ second: Floats) -> Floats {
  first.replacing(with: second, where: (second .> first) .| (second .!= second))
}

/// Stores a vector.
@inline(__always)
private func store(_ values: Floats, _ place: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(place).storeBytes(of: values, as: Floats.self)
}

func blockGate(
  _ values: UnsafePointer<Float>, _ gradients: UnsafePointer<Float>, _ count: Int,
  _ gate: BlockGate,
  _ output: UnsafeMutablePointer<Float>
) {
  let (low, high) = (Floats(repeating: gate.low), Floats(repeating: gate.high))
  let slope = Floats(repeating: gate.slope)
  for place in stride(from: 0, to: count, by: Floats.scalarCount) {
    let (value, gradient) = (floats(values + place), floats(gradients + place))
    let passes =
      gate.isClosed ? (value .>= low) .& (value .<= high) : (value .> low) .& (value .< high)
    store((slope * gradient).replacing(with: gradient, where: passes), output + place)
  }
}

/// Adds a gradient to the first of the largest values of a window, row by row.
@inline(__always)
private func pass(
  _ gradient: Floats, _ window: UnsafePointer<Float>, _ height: Int, _ width: Int, _ pitch: Int,
  _ output: UnsafeMutablePointer<Float>, _ outputPitch: Int
) {
  var largest = floats(window)
  for row in 0..<height {
    for column in 0..<width {
      largest = larger(largest, floats(window + (row &* pitch &+ column &* 16)))
    }
  }
  var left = gradient
  for row in 0..<height {
    for column in 0..<width {
      let value = floats(window + (row &* pitch &+ column &* 16))
      // Where a value is not a number, neither is the largest.
      let isLargest = (value .== largest) .| (value .!= value)
      let place = output + (row &* outputPitch &+ column &* 16)
      store(floats(place) + Floats().replacing(with: left, where: isLargest), place)
      left.replace(with: 0, where: isLargest)
    }
  }
}

func blockMaximaGradient(
  _ gradients: UnsafePointer<Float>, _ window: UnsafePointer<Float>, _ count: Int, _ step: Int,
  _ height: Int, _ width: Int, _ pitch: Int, _ output: UnsafeMutablePointer<Float>,
  _ outputPitch: Int
) {
  for i in 0..<count {
    let (first, target) = (window + i &* step, output + i &* step)
    for lane in stride(from: 0, to: 16, by: Floats.scalarCount) {
      let gradient = floats(gradients + (i &* 16 &+ lane))
      // The usual windows have loops of their own, without jumps.
      if height == 3 && width == 3 {
        pass(gradient, first + lane, 3, 3, pitch, target + lane, outputPitch)
      } else {
        pass(gradient, first + lane, height, width, pitch, target + lane, outputPitch)
      }
    }
  }
}

/// Sums of neighbouring channels, from the first on.
@inline(__always)
private func sum(_ values: UnsafePointer<Float>, _ before: Int, _ after: Int) -> Floats {
  var sum = Floats()
  for neighbour in -before...after { sum += floats(values + neighbour) }
  return sum
}

func normaliseAcrossBack(_ call: BlockNormalisationBack) {
  let length = Floats.scalarCount
  let vectors = 16 / length
  let count = call.blocks &* vectors
  let end = call.blocks &* 16
  // Zeros on both sides stand for neighbours that are not there.
  let squares = call.scratch + 16
  let terms = squares + (end &+ 32)
  let divided = terms + (end &+ 16)
  for start in [squares, terms] {
    (start - 16).update(repeating: 0, count: 16)
    (start + end).update(repeating: 0, count: 16)
  }
  let (weight, k) = (Floats(repeating: call.weight), Floats(repeating: call.k))
  let factor = Floats(repeating: call.factor)
  for pixel in 0..<call.count {
    let values = call.values + pixel &* 16
    let gradients = call.gradients + pixel &* 16
    let target = call.output + pixel &* 16
    for v in 0..<count {
      let value = floats(values + (v / vectors &* call.distance &+ v % vectors &* length))
      store(value * value, squares + v &* length)
    }
    for v in 0..<count {
      let (block, lane, place) = (v / vectors, v % vectors &* length, v &* length)
      let divisor = k + weight * sum(squares + place, call.before, call.after)
      let root = divisor.squareRoot()
      let value = floats(values + (block &* call.distance &+ lane))
      let gradient = floats(gradients + (block &* call.gradientDistance &+ lane))
      let own = gradient / (root * root.squareRoot())
      store(own, divided + place)
      store(own * value / divisor, terms + place)
    }
    for v in 0..<count {
      let (block, lane, place) = (v / vectors, v % vectors &* length, v &* length)
      let value = floats(values + (block &* call.distance &+ lane))
      // A value is a neighbour of those that have it among theirs: before and after change places.
      let others = sum(terms + place, call.after, call.before)
      store(
        floats(divided + place) - factor * value * others,
        target + (block &* call.outputDistance &+ lane))
    }
  }
}
