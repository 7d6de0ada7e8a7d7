import func Glibc.cos
import func Glibc.log

/// Repeatable numbers of the normal distribution: SplitMix64 (Steele, Lea and Flood, 2014), then
/// the transform of Box and Muller (1958).
struct Noise {
  private var state: UInt64

  /// Starts a sequence.
  ///
  /// - Parameter seed: Equal seeds give equal sequences.
  init(seed: UInt64) { state = seed }

  /// The next number, of mean 0 and deviation 1.
  mutating func next() -> Float {
    let (first, second) = (uniform(), uniform())
    return Float((-2 * log(1 - first)).squareRoot() * cos(2 * Double.pi * second))
  }

  /// The next number from 0 to below 1, each as likely as any other.
  mutating func nextShare() -> Float { Float(uniform()) }

  private mutating func uniform() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((bits ^ (bits >> 31)) >> 11) / Double(UInt64(1) << 53)
  }
}
