extension Float {
  /// The value of an IEEE 754 binary16, which not every platform's Swift knows as `Float16`.
  ///
  /// - Parameter halfBits: One bit of sign, 5 of exponent, 10 of significand.
  package init(halfBits: UInt16) {
    let shifted = UInt32(halfBits & 0x7fff) << 13
    let magnitude: Float
    if halfBits & 0x7c00 == 0x7c00 {
      magnitude = Float(bitPattern: shifted | 0x7f80_0000)
    } else {
      // The exponents' biases are 15 and 127; the product is exact, subnormal halves included.
      magnitude = Float(bitPattern: shifted) * Float(bitPattern: (112 + 127) << 23)
    }
    self = Float(bitPattern: magnitude.bitPattern | UInt32(halfBits & 0x8000) << 16)
  }
}
