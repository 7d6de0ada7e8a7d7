// From sums to results: division, rounding half to even, clamping.
//
// Rounding adds a number so large that the unit of the sum is 1: the processor's own rounding (half
// to even) then leaves the integer in the low bits. Values are clamped first, so they are in range.

/// 1.5 * 2^23, whose unit in the last place is 1.
private let roundingFloat: Float = 12_582_912

/// 1.5 * 2^52, whose unit in the last place is 1.
private let roundingDouble: Double = 6_755_399_441_055_744

/// Clamps to 0…limit and rounds half to even; not-a-number becomes 0.
@inline(__always)
private func rounded(_ value: Float, _ limit: Float) -> UInt32 {
  let positive = value > 0 ? value : 0
  return ((positive < limit ? positive : limit) + roundingFloat).bitPattern
}

/// Clamps to 0…limit and rounds half to even; not-a-number becomes 0.
@inline(__always)
private func rounded(_ value: Double, _ limit: Double) -> UInt64 {
  let positive = value > 0 ? value : 0
  return ((positive < limit ? positive : limit) + roundingDouble).bitPattern
}

func quotientInt16(
  _ sums: UnsafePointer<Int16>, _ divisor: Float, _ absolute: Bool,
  _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  for i in 0..<count {
    let quotient = Float(sums[i]) / divisor
    output[i] = UInt8(truncatingIfNeeded: rounded(absolute ? abs(quotient) : quotient, 255))
  }
}

func quotientInt32UInt8(
  _ sums: UnsafePointer<Int32>, _ divisor: Double, _ absolute: Bool,
  _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  for i in 0..<count {
    let quotient = Double(sums[i]) / divisor
    output[i] = UInt8(truncatingIfNeeded: rounded(absolute ? abs(quotient) : quotient, 255))
  }
}

func quotientInt32UInt16(
  _ sums: UnsafePointer<Int32>, _ divisor: Double, _ absolute: Bool,
  _ output: UnsafeMutablePointer<UInt16>, _ count: Int
) {
  for i in 0..<count {
    let quotient = Double(sums[i]) / divisor
    output[i] = UInt16(truncatingIfNeeded: rounded(absolute ? abs(quotient) : quotient, 65535))
  }
}

func realQuotientInt16(
  _ sums: UnsafePointer<Int16>, _ divisor: Float, _ output: UnsafeMutablePointer<Float>,
  _ count: Int
) {
  for i in 0..<count { output[i] = Float(sums[i]) / divisor }
}

func realQuotientInt32(
  _ sums: UnsafePointer<Int32>, _ divisor: Double, _ output: UnsafeMutablePointer<Float>,
  _ count: Int
) {
  for i in 0..<count { output[i] = Float(Double(sums[i]) / divisor) }
}

func quantiseUInt8(
  _ values: UnsafePointer<Float>, _ black: Float, _ factor: Float, _ absolute: Bool,
  _ output: UnsafeMutablePointer<UInt8>, _ count: Int
) {
  for i in 0..<count {
    let value = absolute ? abs(values[i]) : values[i]
    output[i] = UInt8(truncatingIfNeeded: rounded((value - black) * factor, 255))
  }
}

func quantiseUInt16(
  _ values: UnsafePointer<Float>, _ black: Float, _ factor: Float, _ absolute: Bool,
  _ output: UnsafeMutablePointer<UInt16>, _ count: Int
) {
  for i in 0..<count {
    let value = absolute ? abs(values[i]) : values[i]
    output[i] = UInt16(truncatingIfNeeded: rounded((value - black) * factor, 65535))
  }
}
