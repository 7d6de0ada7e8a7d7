/// The times of several runs of the same work, after one that is not counted.
struct Measurement {
  /// Seconds of each run, sorted.
  let seconds: [Double]

  /// Runs and times work.
  ///
  /// - Parameters:
  ///   - runs: How often, 1 or more.
  ///   - work: What is timed.
  /// - Throws: What the work throws.
  init(runs: Int, _ work: () throws -> Void) rethrows {
    try work()
    let clock = ContinuousClock()
    var times: [Double] = []
    for _ in 0..<runs {
      let time = try clock.measure(work)
      times.append(Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds))
    }
    seconds = times.sorted()
  }

  /// Megapixels a second of the quickest and the median run.
  ///
  /// - Parameter megapixels: What one run works through.
  /// - Returns: Both rates.
  func rates(megapixels: Double) -> (best: Double, median: Double) {
    (megapixels / seconds[0], megapixels / seconds[seconds.count / 2])
  }
}
