import CommandLineKit

/// Times the loops, whole pictures, codecs, and whole programs beside their peers.
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Measure lenslet, and its peers beside it.",
    discussion: """
      Without a command it is 'loops'. Every result is compared with the reference before it is \
      timed.
      """,
    subcommands: [
      LoopsCommand.self, PlansCommand.self, StagesCommand.self, CodecsCommand.self,
      TableCommand.self, TranscodeCommand.self, TimeCommand.self,
    ])
}

@main
enum Program {
  static func main() {
    if CommandLine.argc < 2 { LoopsCommand.main() } else { Benchmark.main() }
  }
}
