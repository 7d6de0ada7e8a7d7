import CommandLineKit

/// The commands about kernels themselves.
struct KernelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernels", abstract: "List, show, check, convert and make kernels.",
    subcommands: [
      ListKernels.self, ShowKernels.self, CheckKernels.self, ConvertKernel.self, MakeKernels.self,
    ])
}
