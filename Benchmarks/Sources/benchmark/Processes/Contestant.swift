import Files

/// A program that does a work, and the folder that its results go to.
struct Contestant {
  /// The program and its arguments.
  let words: [String]

  /// The folder; emptied before every run.
  let output: Path

  /// Looks at the results of the first run, which is not timed.
  let verify: () throws -> Void
}
