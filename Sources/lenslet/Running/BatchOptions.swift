import Batches
import CommandLineKit
import Threads

/// Whether a batch goes on after a failure.
struct FailureOptions: ParsableArguments {
  @Flag(help: "Begin no further input after one that failed.") var failFast = false
}

/// How any batch runs, and what it tells.
struct BatchOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Inputs at once, 1 to 1024; by default one a processor.", valueName: "N"))
  var jobs: Int?
  @Flag(help: "Refuse image files that are not by the book, even where no pixel is touched.")
  var strict = false
  @Flag(
    name: [.customShort("0"), .customLong("null")],
    help: "Names on standard input, for INPUT -, end with a zero byte, not with a line.")
  var endsWithZero = false
  @Option(
    help: ArgumentHelp(
      """
      Take one part of the inputs, as 2/8 the second of eight: which part has an input is told by \
      its name below INPUT alone.
      """, valueName: "I/N"))
  var shard: Shard?
  @Flag(help: "Print a JSON object a line for every result and every input that failed.")
  var json = false
  @Flag(name: .shortAndLong, help: "Print only errors, and the records of --json.")
  var quiet = false

  mutating func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is 1 to 1024, not \(jobs)")
    }
  }

  /// How many inputs are worked on at once.
  var threads: Int { jobs ?? availableProcessors }
}
