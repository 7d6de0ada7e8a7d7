// The loop of most pictures: 8-bit samples to 8-bit results without a second pass over the sums.

/// Adds the last group of taps, then rounds, clamps and stores the results.
@inline(__always)
private func addLastGroup<let n: Int>(
  _ taps: InlineArray<n, UnsafePointer<UInt8>>, _ weights: InlineArray<n, Int16>, only: Bool,
  _ start: Int16, _ shift: Int16, _ sums: UnsafePointer<Int16>,
  _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  // Half to even: half of the divisor less one, plus one where the quotient would be odd.
  let nearlyHalf: Int16 = shift == 0 ? 0 : (1 << (shift - 1)) - 1
  for i in 0..<count {
    var sum = only ? start : sums[i]
    for t in 0..<n { sum = sum &+ Int16(taps[t][i]) &* weights[t] }
    if shift != 0 { sum = (sum &+ nearlyHalf &+ ((sum &>> shift) & 1)) &>> shift }
    output[i] = UInt8(truncatingIfNeeded: max(0, min(255, sum)))
  }
}

/// Reads the pointers and weights of the last group and adds it, with `only` a constant of the loop.
@inline(__always)
private func addLastGroup<let n: Int>(
  of size: InlineArray<n, Void>, _ taps: UnsafePointer<UnsafePointer<UInt8>>,
  _ weights: UnsafePointer<Int16>, only: Bool, _ start: Int16, _ shift: Int16,
  _ sums: UnsafePointer<Int16>, _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  let pointers = InlineArray<n, UnsafePointer<UInt8>> { taps[$0] }
  let factors = InlineArray<n, Int16> { weights[$0] }
  if only {
    addLastGroup(pointers, factors, only: true, start, shift, sums, output, count)
  } else {
    addLastGroup(pointers, factors, only: false, start, shift, sums, output, count)
  }
}

/// Chooses the loop for the number of taps in the last group, 1 to 9.
@inline(__always)
private func addLastGroup(
  _ size: Int, _ p: UnsafePointer<UnsafePointer<UInt8>>, _ w: UnsafePointer<Int16>, only: Bool,
  _ start: Int16, _ shift: Int16, _ sums: UnsafePointer<Int16>,
  _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  switch size {
  case 1: addLastGroup(of: [()], p, w, only: only, start, shift, sums, output, count)
  case 2: addLastGroup(of: [(), ()], p, w, only: only, start, shift, sums, output, count)
  case 3: addLastGroup(of: [(), (), ()], p, w, only: only, start, shift, sums, output, count)
  case 4: addLastGroup(of: [(), (), (), ()], p, w, only: only, start, shift, sums, output, count)
  case 5:
    addLastGroup(of: [(), (), (), (), ()], p, w, only: only, start, shift, sums, output, count)
  case 6:
    addLastGroup(of: [(), (), (), (), (), ()], p, w, only: only, start, shift, sums, output, count)
  case 7:
    addLastGroup(
      of: [(), (), (), (), (), (), ()], p, w, only: only, start, shift, sums, output, count)
  case 8:
    addLastGroup(
      of: [(), (), (), (), (), (), (), ()], p, w, only: only, start, shift, sums, output, count)
  default:
    addLastGroup(
      of: [(), (), (), (), (), (), (), (), ()], p, w, only: only, start, shift, sums, output, count)
  }
}

/// The last group of a kernel without division.
func addLastGroupClamped(
  _ size: Int, _ taps: UnsafePointer<UnsafePointer<UInt8>>, _ weights: UnsafePointer<Int16>,
  only: Bool, _ start: Int16, _ sums: UnsafePointer<Int16>, _ output: UnsafeMutablePointer<UInt8>,
  _ count: Int
) {
  addLastGroup(size, taps, weights, only: only, start, 0, sums, output, count)
}

func roundedSum(
  _ taps: UnsafePointer<UnsafePointer<UInt8>>, _ weights: UnsafePointer<Int16>, _ tapCount: Int,
  _ start: Int16, _ shift: Int, _ sums: UnsafeMutablePointer<Int16>,
  _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  let last = groupSize(of: tapCount, limit: 9)
  let before = tapCount - last
  if before > 0 { sumUInt8Int16(taps, weights, before, start, sums, count) }
  let (p, w) = (taps + before, weights + before)
  if shift == 0 {
    addLastGroupClamped(last, p, w, only: before == 0, start, sums, output, count)
  } else {
    let power = Int16(truncatingIfNeeded: shift)
    addLastGroup(last, p, w, only: before == 0, start, power, sums, output, count)
  }
}
