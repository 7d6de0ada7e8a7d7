import RowLoopTable

// Filters applied to a row, and what each would leave. Nothing depends on a result before, so that
// plain loops over bytes are vectorised; the first pixel has no left neighbour and goes apart.

/// The sum of the differences of one byte after each filter, as magnitudes of signed bytes.
@inline(__always)
private func magnitude(_ sample: UInt8, _ prediction: UInt8) -> UInt16 {
  let difference = sample &- prediction
  return UInt16(min(difference, 0 &- difference))
}

@inline(__always)
private func mean(_ left: UInt8, _ above: UInt8) -> UInt8 {
  UInt8(truncatingIfNeeded: (UInt16(left) &+ UInt16(above)) &>> 1)
}

@inline(__always)
private func paeth(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
  UInt8(truncatingIfNeeded: paeth(Int16(left), Int16(above), Int16(corner)))
}

func filterCosts(
  _ pixelBytes: Int, _ row: UnsafePointer<UInt8>, _ above: UnsafePointer<UInt8>, _ count: Int,
  _ costs: UnsafeMutablePointer<UInt64>
) {
  var none: UInt64 = 0
  var sub: UInt64 = 0
  var up: UInt64 = 0
  var average: UInt64 = 0
  var nearest: UInt64 = 0
  for i in 0..<min(pixelBytes, count) {
    none &+= UInt64(magnitude(row[i], 0))
    sub &+= UInt64(magnitude(row[i], 0))
    up &+= UInt64(magnitude(row[i], above[i]))
    average &+= UInt64(magnitude(row[i], above[i] &>> 1))
    nearest &+= UInt64(magnitude(row[i], above[i]))
  }
  let left = row - pixelBytes
  let corner = above - pixelBytes
  var start = pixelBytes
  while start < count {
    // Magnitudes are at most 128: the sums of 480 of them fit into 16 bits.
    let end = min(count, start &+ 480)
    var (blockNone, blockSub): (UInt16, UInt16) = (0, 0)
    var (blockUp, blockAverage): (UInt16, UInt16) = (0, 0)
    var blockNearest: UInt16 = 0
    for i in start..<end {
      blockNone &+= magnitude(row[i], 0)
      blockSub &+= magnitude(row[i], left[i])
      blockUp &+= magnitude(row[i], above[i])
      blockAverage &+= magnitude(row[i], mean(left[i], above[i]))
      blockNearest &+= magnitude(row[i], paeth(left[i], above[i], corner[i]))
    }
    none &+= UInt64(blockNone)
    sub &+= UInt64(blockSub)
    up &+= UInt64(blockUp)
    average &+= UInt64(blockAverage)
    nearest &+= UInt64(blockNearest)
    start = end
  }
  costs[0] = none
  costs[1] = sub
  costs[2] = up
  costs[3] = average
  costs[4] = nearest
}

func filterRow(
  _ filter: PNGLoops.Filter, _ pixelBytes: Int, _ row: UnsafePointer<UInt8>,
  _ above: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  let first = min(pixelBytes, count)
  let left = row - pixelBytes
  let corner = above - pixelBytes
  switch filter {
  case .none:
    for i in 0..<count { output[i] = row[i] }
  case .sub:
    for i in 0..<first { output[i] = row[i] }
    for i in first..<count { output[i] = row[i] &- left[i] }
  case .up:
    for i in 0..<count { output[i] = row[i] &- above[i] }
  case .average:
    for i in 0..<first { output[i] = row[i] &- above[i] &>> 1 }
    for i in first..<count { output[i] = row[i] &- mean(left[i], above[i]) }
  case .paeth:
    for i in 0..<first { output[i] = row[i] &- above[i] }
    for i in first..<count { output[i] = row[i] &- paeth(left[i], above[i], corner[i]) }
  }
}
