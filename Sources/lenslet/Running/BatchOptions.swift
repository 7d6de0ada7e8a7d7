import Batches
import Codecs
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
  @Option(
    help: ArgumentHelp("Refuse images of more pixels before they are decoded.", valueName: "N"))
  var maxPixels = DecodingLimits().maxPixels
  @Option(
    help: ArgumentHelp(
      """
      Give an input up after so many seconds, which are looked at between strips of an image and \
      layers of a network; the others are done.
      """, valueName: "SECONDS"))
  var timeout: Double?
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
    if let timeout, !(timeout > 0 && timeout < 1e9) {
      throw ValidationError("--timeout is more than 0, not \(timeout)")
    }
    if maxPixels < 1 { throw ValidationError("--max-pixels is at least 1, not \(maxPixels)") }
  }

  /// How many inputs are worked on at once.
  var threads: Int { jobs ?? availableProcessors }

  /// What a file may ask for.
  var limits: DecodingLimits {
    DecodingLimits(maxPixels: maxPixels, isStrict: strict, timeout: timeout)
  }
}
