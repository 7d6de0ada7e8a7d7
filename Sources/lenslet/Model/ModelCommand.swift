import CommandLineKit

/// The commands about networks.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "List networks, and show their layers.",
    discussion: """
      A network is one of the names that 'lenslet model list' prints, or an ONNX file.
      """,
    subcommands: [ListModels.self, ShowModel.self])
}
