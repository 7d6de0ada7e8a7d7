import Loops

/// What one core of this machine can do at most, measured now.
enum Peak {
  /// Adds products in registers: the best of some runs, about 50 ms together.
  ///
  /// - Returns: Billions of operations per second, two per fused multiply-add of single precision.
  static func gigaflops() -> Double {
    let variant = Variant.best
    let loop = variant.peakLoop
    var output = [Float](repeating: 0, count: 16)
    // Without AVX2 a fused multiply-add is a call of the C library for each lane.
    let times = variant == .baseline ? 2000 : 100_000
    let clock = ContinuousClock()
    var (best, sums) = (Double.infinity, 1)
    for _ in 0..<16 {
      let start = clock.now
      sums = loop(times, 1, 1e-6, &output)
      best = min(best, (clock.now - start) / .seconds(1))
    }
    return Double(2 * 16 * sums * times) / best / 1e9
  }
}
