import CommandLineKit

/// The commands about networks.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "List, show and draw networks, and write them as ONNX.",
    discussion: """
      A network is one of the names that 'lenslet model list' prints, an ONNX file, or the \
      .prototxt of a Caffe network.
      """,
    subcommands: [ListModels.self, ShowModel.self, FieldModel.self, ConvertModel.self])
}
