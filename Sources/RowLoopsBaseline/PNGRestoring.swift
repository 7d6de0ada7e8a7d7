import RowLoopTable

// Filters taken off a row. Each pixel needs the one to its left, so what runs side by side are the
// bytes of a pixel: eight bytes are loaded, computed and stored at each step of one pixel, and the
// surplus ones are overwritten by the next steps. The last pixels go byte by byte.

@inline(__always)
private func load(_ bytes: UnsafePointer<UInt8>) -> SIMD8<UInt8> {
  UnsafeRawPointer(bytes).loadUnaligned(as: SIMD8<UInt8>.self)
}

@inline(__always)
private func store(_ bytes: SIMD8<UInt8>, _ output: UnsafeMutablePointer<UInt8>) {
  UnsafeMutableRawPointer(output).storeBytes(of: bytes, as: SIMD8<UInt8>.self)
}

/// The nearest of three neighbours to their linear prediction; ties go to the left, then above.
@inline(__always)
func paeth(_ left: Int16, _ above: Int16, _ corner: Int16) -> Int16 {
  let toLeft = above &- corner
  let toAbove = left &- corner
  let toCorner = toLeft &+ toAbove
  let distanceLeft = max(toLeft, 0 &- toLeft)
  let distanceAbove = max(toAbove, 0 &- toAbove)
  let distanceCorner = max(toCorner, 0 &- toCorner)
  let nearer = distanceAbove <= distanceCorner ? above : corner
  return distanceLeft <= min(distanceAbove, distanceCorner) ? left : nearer
}

@inline(__always)
private func magnitude(_ values: SIMD8<Int16>) -> SIMD8<Int16> {
  let negative = 0 &- values
  return values.replacing(with: negative, where: negative .> values)
}

@inline(__always)
private func paeth(
  _ left: SIMD8<Int16>, _ above: SIMD8<Int16>, _ corner: SIMD8<Int16>
) -> SIMD8<Int16> {
  let toLeft = above &- corner
  let toAbove = left &- corner
  let distanceLeft = magnitude(toLeft)
  let distanceAbove = magnitude(toAbove)
  let distanceCorner = magnitude(toLeft &+ toAbove)
  let nearer = corner.replacing(with: above, where: distanceAbove .<= distanceCorner)
  return nearer.replacing(
    with: left, where: (distanceLeft .<= distanceAbove) .& (distanceLeft .<= distanceCorner))
}

func restoreSub(
  step: Int, _ row: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  var left = SIMD8<UInt8>(repeating: 0)
  var i = 0
  while i &+ 8 <= count {
    left = left &+ load(row + i)
    store(left, output + i)
    i &+= step
  }
  while i < count {
    output[i] = row[i] &+ (i >= step ? output[i &- step] : 0)
    i &+= 1
  }
}

func restoreAverage(
  step: Int, _ row: UnsafePointer<UInt8>, _ above: UnsafePointer<UInt8>,
  _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  var left = SIMD8<UInt8>(repeating: 0)
  var i = 0
  while i &+ 8 <= count {
    let up = load(above + i)
    // Half of the sum without a ninth bit: what both share, and half of what only one has.
    left = load(row + i) &+ (left & up) &+ ((left ^ up) &>> 1)
    store(left, output + i)
    i &+= step
  }
  while i < count {
    let before = i >= step ? UInt16(output[i &- step]) : 0
    output[i] = row[i] &+ UInt8(truncatingIfNeeded: (before &+ UInt16(above[i])) &>> 1)
    i &+= 1
  }
}

func restorePaeth(
  step: Int, _ row: UnsafePointer<UInt8>, _ above: UnsafePointer<UInt8>,
  _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  var left = SIMD8<Int16>(repeating: 0)
  var corner = SIMD8<Int16>(repeating: 0)
  var i = 0
  while i &+ 8 <= count {
    let up = SIMD8<Int16>(truncatingIfNeeded: load(above + i))
    let difference = SIMD8<Int16>(truncatingIfNeeded: load(row + i))
    left = (difference &+ paeth(left, up, corner)) & 255
    store(SIMD8<UInt8>(truncatingIfNeeded: left), output + i)
    corner = up
    i &+= step
  }
  while i < count {
    let isFirst = i < step
    let prediction = paeth(
      isFirst ? 0 : Int16(output[i &- step]), Int16(above[i]),
      isFirst ? 0 : Int16(above[i &- step]))
    output[i] = row[i] &+ UInt8(truncatingIfNeeded: prediction)
    i &+= 1
  }
}

/// Grey of 8 bits: one byte after the other.
func restoreSubBytes(
  _ row: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  var left: UInt8 = 0
  for i in 0..<count {
    left = left &+ row[i]
    output[i] = left
  }
}

func restoreAverageBytes(
  _ row: UnsafePointer<UInt8>, _ above: UnsafePointer<UInt8>,
  _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  var left: UInt16 = 0
  for i in 0..<count {
    left = (UInt16(row[i]) &+ (left &+ UInt16(above[i])) &>> 1) & 255
    output[i] = UInt8(truncatingIfNeeded: left)
  }
}

func restorePaethBytes(
  _ row: UnsafePointer<UInt8>, _ above: UnsafePointer<UInt8>,
  _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  var left: Int16 = 0
  var corner: Int16 = 0
  for i in 0..<count {
    let up = Int16(above[i])
    left = (Int16(row[i]) &+ paeth(left, up, corner)) & 255
    output[i] = UInt8(truncatingIfNeeded: left)
    corner = up
  }
}

func restoreRow(
  _ filter: PNGLoops.Filter, _ pixelBytes: Int, _ row: UnsafePointer<UInt8>,
  _ above: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  switch filter {
  case .none: for i in 0..<count { output[i] = row[i] }
  case .sub:
    if pixelBytes == 1 {
      restoreSubBytes(row, output, count)
    } else {
      restoreSub(step: pixelBytes, row, output, count)
    }
  case .up: for i in 0..<count { output[i] = row[i] &+ above[i] }
  case .average:
    if pixelBytes == 1 {
      restoreAverageBytes(row, above, output, count)
    } else {
      restoreAverage(step: pixelBytes, row, above, output, count)
    }
  case .paeth:
    if pixelBytes == 1 {
      restorePaethBytes(row, above, output, count)
    } else {
      restorePaeth(step: pixelBytes, row, above, output, count)
    }
  }
}

func swapBytes(
  _ samples: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  for i in 0..<count {
    let high = samples[2 &* i]
    output[2 &* i] = samples[2 &* i &+ 1]
    output[2 &* i &+ 1] = high
  }
}
