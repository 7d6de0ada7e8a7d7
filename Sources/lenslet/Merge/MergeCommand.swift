import Batches
import CommandLineKit
import Escaping
import Files

/// Joins the records of several runs, and says what is missing or there twice.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join the records of runs on several machines, and check them.",
    discussion: """
      Each INDEX is an index.jsonl of 'lenslet filter', 'maps', 'run' or 'worker', or a folder that \
      has one. Of two records of a result in one index the last holds; a result of which two indices \
      tell, a filtered image or the folder of the maps of an input, was made twice, which is an error. With --inputs every image has to have a record: those that have none \
      are named.

      Exit status: 0 each result is told of once, and no input is missing or failed; 1 otherwise; 64 \
      usage error.
      """,
    examples: [
      Example(
        "Eight shards, against the folder that they were to do",
        command: "lenslet merge shards/* --inputs photos -o index.jsonl")
    ])

  @Argument(help: ArgumentHelp("Indices, or folders that have one.", valueName: "INDEX"))
  var indices: [Path]
  @Option(
    help: ArgumentHelp(
      "An image, a folder or a list, @FILE, of what there is to be; may be repeated.",
      valueName: "INPUT"))
  var inputs: [InputName] = []
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file of all records; by default none is written.", valueName: "FILE"))
  var output: Path?

  mutating func run() throws {
    let merged = try MergedRecords(indices)
    let found = InputFinder(try inputs.paths(endsWithZero: false), output: indices[0])
    let missing = merged.missing(of: found.inputs)
    tellFirst(
      merged.repeated.map { result, indices in
        "\(result): is told of by \(indices.map(\.display).joined(separator: " and "))"
      })
    tellFirst(merged.failed.map { input, error in error ?? "\(input): failed" })
    tellFirst(missing.map { "\($0): has no record" })
    if let output {
      try File.write(Array(merged.lines.map { $0 + "\n" }.joined().utf8), to: output)
    }
    tell(
      "\(counted(merged.fileCount, "result")), \(merged.repeated.count) twice, "
        + "\(counted(merged.failed.count, "input")) failed, \(missing.count) missing"
        + (merged.tornLines == 0
          ? "" : "; \(counted(merged.tornLines, "torn line")) passed over"))
    guard merged.repeated.isEmpty, merged.failed.isEmpty, missing.isEmpty else {
      throw ExitCode.failure
    }
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// Tells the first of many lines, and how many more there are.
  private func tellFirst(_ lines: [String]) {
    let shown = 20
    lines.prefix(shown).forEach(tell)
    if lines.count > shown { tell("and \(lines.count - shown) more of this sort") }
  }

  private func tell(_ line: String) {
    Terminal.write("lenslet: \(escapedForTerminal(line))\n", to: .standardError)
  }
}
