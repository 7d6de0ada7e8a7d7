/// Places that are chosen at random among many, the same ones for the same seed.
///
/// The places are divided into equal shares, of each of which one is taken, so that all parts of a map
/// are seen. The random numbers are those of SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014).
///
/// - Parameters:
///   - count: How many are wanted at most, 1 or more.
///   - total: How many there are.
///   - seed: Where the choice starts.
/// - Returns: Places from 0, ascending; all of them where there are no more than wanted.
func chosenPlaces(_ count: Int, of total: Int, seed: UInt64) -> [Int] {
  guard total > count else { return Array(0..<total) }
  var state = seed
  return (0..<count).map { share in
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    bits ^= bits >> 31
    let (low, high) = (share * total / count, (share + 1) * total / count)
    return low + Int(bits % UInt64(high - low))
  }
}
