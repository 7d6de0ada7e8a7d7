/// Samples of a slope with a little noise, or of noise alone, for pictures of any kind.
///
/// - Parameters:
///   - width: Columns.
///   - height: Rows.
///   - channels: Samples of a pixel.
///   - isNoise: Whether neighbouring samples have nothing to do with each other.
///   - seed: Equal seeds give equal samples.
/// - Returns: Samples of 16 bits, row by row; their upper bytes are samples of 8 bits.
public func patternedSamples(
  width: Int, height: Int, channels: Int, isNoise: Bool, seed: UInt64
) -> [UInt16] {
  var generator = SeededGenerator(seed: seed)
  return (0..<width * height * channels).map { index in
    if isNoise { return UInt16(Int.random(in: 0...65535, using: &generator)) }
    let (x, y) = (index / channels % width, index / channels / width)
    let noise = Int.random(in: 0...2, using: &generator)
    return UInt16(truncatingIfNeeded: 257 * (3 * x + 5 * y + 40 * (index % channels) + noise))
  }
}
