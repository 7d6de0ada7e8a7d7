import CommandLineKit

/// The program: what it is for, and the commands that do it.
@main
struct Lenslet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lenslet",
    abstract: "Filter pictures with kernels, and look at what filters do.",
    discussion: """
      Every "convolution" is a cross-correlation, as in neural networks: the kernel is laid over \
      the picture as it is written, without turning it.
      """,
    version: programVersion,
    subcommands: [
      FilterCommand.self, LabCommand.self, RunCommand.self, MapsCommand.self, CompareCommand.self,
      ExplainCommand.self, MisleadCommand.self, DreamCommand.self, ModelCommand.self,
      KernelsCommand.self, WeightsCommand.self, WorkerCommand.self, MergeCommand.self,
    ])
}
