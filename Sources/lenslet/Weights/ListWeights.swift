import CommandLineKit
import Definitions
import Files
import Reports
import Weights

/// Lists the tensors of a weights file.
struct ListWeights: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the tensors of a weights file and how they are distributed.",
    discussion: """
      The standard deviation is that of all values, not an estimate from a sample. Values that are \
      no number or infinite are counted apart, in columns that only appear where there are some. \
      A record of --json has the keys name, shape, dtype, min, max, mean, std, nan and infinite; \
      a tensor without finite values has no min, max, mean and std.

      Tensors of types that are not read, such as float8, complex numbers or text, come last, with \
      the type as the file calls it and without numbers; so do objects of Python that hold tensors.

      Exit status: 0 all listed; 1 the file, or a tensor of it, cannot be read (each is named, the \
      others are listed); 64 usage error.
      """,
    examples: [
      Example("What a file holds", command: "lenslet weights list bvlc_alexnet.caffemodel")
    ])

  @Argument(help: ArgumentHelp("A weights file.", valueName: "FILE")) var path: Path
  @Flag(help: "Print a JSON object a line instead of a table.") var json = false

  mutating func run() throws {
    let weights = try ModelWeights(path)
    var records: [TensorRecord] = []
    var hasFailures = false
    for entry in weights.file.entries {
      do {
        let record = TensorRecord(entry, try weights.statistics(of: entry))
        if json { print(try jsonLine(record)) } else { records.append(record) }
      } catch {
        Terminal.write("lenslet: \(error)\n", to: .standardError)
        hasFailures = true
      }
    }
    for tensor in weights.file.unread {
      let record = TensorRecord(tensor)
      if json { print(try jsonLine(record)) } else { records.append(record) }
    }
    if !json, !(records.isEmpty && hasFailures) {
      for line in TensorRecord.table(of: records).lines() { print(line) }
    }
    if hasFailures { throw ExitCode.failure }
  }
}
