import Batches
import CommandLineKit

/// Which results of earlier runs stay.
struct ResumeOptions: ParsableArguments {
  @Flag(
    help: """
      Record results in index.jsonl as they are made, and leave those as they are that it tells to \
      be made of the same input by the same settings; length and time tell whether a file is what it was.
      """)
  var resume = false
  @Flag(help: "With --resume, read every file instead of trusting length and time.")
  var verify = false

  mutating func validate() throws {
    if verify, !resume { throw ValidationError("--verify is for --resume") }
  }

  /// How far records are believed; nil where all results are made anew.
  var resumption: Resumption? { resume ? (verify ? .verified : .recorded) : nil }
}
