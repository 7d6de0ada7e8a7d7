// Kernels of up to nine taps whose weights are equal but for one, as most classic 3x3 kernels are
// (edge, sharpen, Laplacian, smoothing, box): two products a sample instead of nine.

/// Sums samples of one weight and one of another, then rounds, clamps and stores the results.
@inline(__always)
private func sumUniform<let n: Int>(
  _ taps: InlineArray<n, UnsafePointer<UInt8>>, _ other: UnsafePointer<UInt8>, _ weight: Int16,
  _ otherWeight: Int16, _ start: Int16, _ shift: Int16, _ output: UnsafeMutablePointer<UInt8>,
  _ count: Int
) {
  // Half to even: half of the divisor less one, plus one where the quotient would be odd.
  let nearlyHalf: Int16 = shift == 0 ? 0 : (1 << (shift - 1)) - 1
  for i in 0..<count {
    var equal: Int16 = 0
    for t in 0..<n { equal = equal &+ Int16(taps[t][i]) }
    var sum = start &+ equal &* weight &+ Int16(other[i]) &* otherWeight
    if shift != 0 { sum = (sum &+ nearlyHalf &+ ((sum &>> shift) & 1)) &>> shift }
    output[i] = UInt8(truncatingIfNeeded: max(0, min(255, sum)))
  }
}

/// Reads the pointers and sums, with a shift of 0 a constant of the loop.
@inline(__always)
private func sumUniform<let n: Int>(
  of size: InlineArray<n, Void>, _ taps: UnsafePointer<UnsafePointer<UInt8>>, _ weight: Int16,
  _ otherWeight: Int16, _ start: Int16, _ shift: Int16, _ output: UnsafeMutablePointer<UInt8>,
  _ count: Int
) {
  let pointers = InlineArray<n, UnsafePointer<UInt8>> { taps[$0] }
  if shift == 0 {
    sumUniform(pointers, taps[n], weight, otherWeight, start, 0, output, count)
  } else {
    sumUniform(pointers, taps[n], weight, otherWeight, start, shift, output, count)
  }
}

func uniformSum(
  _ taps: UnsafePointer<UnsafePointer<UInt8>>, _ tapCount: Int, _ weight: Int16,
  _ otherWeight: Int16, _ start: Int16, _ shift: Int, _ output: UnsafeMutablePointer<UInt8>,
  _ count: Int
) {
  let power = Int16(truncatingIfNeeded: shift)
  switch tapCount - 1 {
  case 1: sumUniform(of: [()], taps, weight, otherWeight, start, power, output, count)
  case 2: sumUniform(of: [(), ()], taps, weight, otherWeight, start, power, output, count)
  case 3: sumUniform(of: [(), (), ()], taps, weight, otherWeight, start, power, output, count)
  case 4: sumUniform(of: [(), (), (), ()], taps, weight, otherWeight, start, power, output, count)
  case 5:
    sumUniform(of: [(), (), (), (), ()], taps, weight, otherWeight, start, power, output, count)
  case 6:
    sumUniform(
      of: [(), (), (), (), (), ()], taps, weight, otherWeight, start, power, output, count)
  case 7:
    sumUniform(
      of: [(), (), (), (), (), (), ()], taps, weight, otherWeight, start, power, output, count)
  default:
    sumUniform(
      of: [(), (), (), (), (), (), (), ()], taps, weight, otherWeight, start, power, output, count)
  }
}
