import Foundation

/// What a whole process took, with all processes that it started and waited for.
struct ProcessCost {
  /// Seconds from its start to its end.
  let elapsed: Double

  /// Seconds that processors worked for it.
  let processor: Double

  /// The most memory that it had, or any process that it started, in bytes.
  let peakMemory: Int

  /// Runs a program to its end; its standard output goes nowhere.
  ///
  /// - Parameter words: The program, found as a shell does, and its arguments.
  /// - Throws: `BenchmarkError.cannotStart`, `BenchmarkError.failed`, `BenchmarkError.killed`.
  init(running words: [String]) throws(BenchmarkError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    let texts = words.map { strdup($0) }
    defer { texts.forEach { free($0) } }
    guard let program = texts.first, let program else { throw .cannotStart("") }

    let clock = ContinuousClock()
    let start = clock.now
    var process: pid_t = 0
    guard posix_spawnp(&process, program, &actions, nil, texts + [nil], environ) == 0 else {
      throw .cannotStart(words.joined(separator: " "))
    }
    var status: CInt = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) == -1, errno == EINTR {}
    let duration = clock.now - start
    let command = words.joined(separator: " ")
    let signal = Int(status & 0x7f)
    if signal != 0 { throw .killed(command: command, signal: signal) }
    guard status == 0 else { throw .failed(command: command, status: Int(status >> 8 & 0xff)) }
    elapsed =
      Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    processor = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    peakMemory = usage.ru_maxrss * 1024
  }

  /// Runs a program by way of `benchmark time`, so that none of this process's memory is counted.
  ///
  /// - Parameter words: The program and its arguments.
  /// - Throws: `BenchmarkError.cannotStart`, `BenchmarkError.failed`.
  init(ofCleanly words: [String]) throws {
    let line = try Programs.output(of: [try Programs.benchmark, "time", "--"] + words)
    let numbers = line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard numbers.count == 3 else {
      throw BenchmarkError.failed(command: words.joined(separator: " "), status: 1)
    }
    elapsed = numbers[0]
    processor = numbers[1]
    peakMemory = Int(numbers[2]) * 1024
  }

  /// Seconds passed, seconds of processors and KiB of memory.
  var text: String { "\(elapsed) \(processor) \(peakMemory / 1024)" }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
