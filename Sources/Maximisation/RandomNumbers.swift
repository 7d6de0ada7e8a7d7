import func Glibc.cosf
import func Glibc.logf

/// Random numbers that a seed and a stream tell, the same on every machine.
///
/// SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
package struct RandomNumbers: RandomNumberGenerator {
  private var state: UInt64

  /// Starts a stream.
  ///
  /// - Parameters:
  ///   - seed: What all streams of a run start from.
  ///   - stream: The number of the stream.
  package init(seed: UInt64, stream: Int) {
    state = seed
    state = next() ^ UInt64(bitPattern: Int64(stream))
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to below 1.
  mutating func share() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// A whole number from 0 to below a count.
  mutating func number(below count: Int) -> Int { Int(share() * Float(count)) }

  /// A number of the normal distribution of deviation 1: Box and Muller's formula.
  package mutating func normal() -> Float {
    let radius = (-2 * logf(1 - share())).squareRoot()
    return radius * cosf(2 * .pi * share())
  }
}
