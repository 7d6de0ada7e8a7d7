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

  /// Seconds of the quickest run.
  var best: Double { seconds[0] }

  /// Seconds of the middle run.
  var median: Double { seconds[seconds.count / 2] }

  /// How far the slowest run lies from the quickest, as a share of the median.
  var spread: Double { (seconds[seconds.count - 1] - seconds[0]) / median }
}
