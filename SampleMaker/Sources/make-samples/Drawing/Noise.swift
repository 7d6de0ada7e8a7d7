/// Repeatable randomness: every value depends on its place and a seed, and on nothing else.
enum Noise {
  /// A random number for a cell of the integer lattice.
  ///
  /// The coordinates are multiplied by odd constants and stirred with the finaliser of SplitMix64 (Steele et al. 2014).
  ///
  /// - Parameters:
  ///   - x: Column of the cell.
  ///   - y: Row of the cell.
  ///   - z: Layer of the cell.
  ///   - seed: Different seeds give unrelated numbers.
  /// - Returns: 0 up to, not including, 1; uniform, with 53 random bits.
  static func uniform(_ x: Int, _ y: Int, _ z: Int = 0, seed: UInt64) -> Double {
    var bits = seed &* 0x9e37_79b9_7f4a_7c15
    bits = bits &+ UInt64(bitPattern: Int64(x)) &* 0xd6e8_feb8_6659_fd93
    bits = bits &+ UInt64(bitPattern: Int64(y)) &* 0xa076_1d64_78bd_642f
    bits = bits &+ UInt64(bitPattern: Int64(z)) &* 0xe703_7ed1_a0b4_28db
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    bits ^= bits >> 31
    return Double(bits >> 11) / 9_007_199_254_740_992
  }

  /// A nearly normal random number for a cell of the integer lattice: the sum of four uniform ones.
  ///
  /// - Parameters:
  ///   - x: Column of the cell.
  ///   - y: Row of the cell.
  ///   - seed: Different seeds give unrelated numbers.
  /// - Returns: Mean 0, standard deviation 1, never beyond 3.5.
  static func normal(_ x: Int, _ y: Int, seed: UInt64) -> Double {
    var sum = -2.0
    for layer in 0..<4 { sum += uniform(x, y, layer, seed: seed) }
    return sum * 3.0.squareRoot()
  }

  /// Smooth noise: random values at the lattice points, blended between them.
  ///
  /// - Parameters:
  ///   - place: Where; one unit is the size of the blobs.
  ///   - seed: Different seeds give unrelated noise.
  /// - Returns: 0…1.
  static func smooth(_ place: Vector, seed: UInt64) -> Double {
    let floor = place.rounded(.down)
    let offset = place - floor
    let weight = offset * offset * (3 - 2 * offset)
    let (x, y, z) = (Int(floor.x), Int(floor.y), Int(floor.z))
    func edge(_ dy: Int, _ dz: Int) -> Double {
      mix(
        uniform(x, y + dy, z + dz, seed: seed), uniform(x + 1, y + dy, z + dz, seed: seed),
        weight.x)
    }
    return mix(
      mix(edge(0, 0), edge(1, 0), weight.y), mix(edge(0, 1), edge(1, 1), weight.y), weight.z)
  }

  /// Smooth noise at several scales, each half as large and half as strong as the one before.
  ///
  /// - Parameters:
  ///   - place: Where; one unit is the size of the largest blobs.
  ///   - octaves: How many scales, 1 or more.
  ///   - seed: Different seeds give unrelated noise.
  /// - Returns: 0…1, mostly near 1/2.
  static func fractal(_ place: Vector, octaves: Int = 4, seed: UInt64) -> Double {
    var (sum, total, strength, scaled) = (0.0, 0.0, 1.0, place)
    for octave in 0..<octaves {
      sum += strength * smooth(scaled, seed: seed &+ UInt64(octave))
      total += strength
      strength /= 2
      scaled *= 2
    }
    return sum / total
  }
}
