import Foundation

/// How long work took: by the clock, and of all processors together.
struct WorkTime {
  /// Seconds that passed; on a shared machine they depend on what else runs.
  private(set) var elapsed = 0.0

  /// Seconds that processors worked for this process.
  private(set) var processor = 0.0

  /// Adds the duration of work.
  ///
  /// - Parameter work: What is timed.
  /// - Returns: What the work returns.
  /// - Throws: What the work throws.
  mutating func add<Result>(_ work: () throws -> Result) rethrows -> Result {
    let start = (Self.seconds(CLOCK_MONOTONIC), Self.seconds(CLOCK_PROCESS_CPUTIME_ID))
    let result = try work()
    elapsed += Self.seconds(CLOCK_MONOTONIC) - start.0
    processor += Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - start.1
    return result
  }

  /// The middle of several durations, for each clock alone.
  ///
  /// - Parameter durations: One or more.
  /// - Returns: A duration that may be none of them.
  static func median(_ durations: [WorkTime]) -> WorkTime {
    let middle = durations.count / 2
    return WorkTime(
      elapsed: durations.map(\.elapsed).sorted()[middle],
      processor: durations.map(\.processor).sorted()[middle])
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
