import CommandLineKit

/// The commands that take jobs one after the other.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Take jobs on standard input and answer each: the hands of an engine.",
    discussion: """
      An engine for many machines, as Ray or Spark, starts one worker a processor or more, gives it \
      names and takes records; pixels pass through files alone. Kernels and networks are read once.
      """,
    subcommands: [FilterWorker.self, MapsWorker.self, RunWorker.self])
}
