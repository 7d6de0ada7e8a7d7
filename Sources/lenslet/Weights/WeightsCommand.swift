import CommandLineKit

/// The commands about files of learned weights.
struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights", abstract: "List, show, convert and download learned weights.",
    discussion: """
      A weights file is .safetensors, .npy, .npz, PyTorch's .pth or .pt, or Caffe's .caffemodel or \
      .binaryproto; its content decides, not its name.
      """,
    subcommands: [ListWeights.self, ShowWeights.self, ConvertWeights.self, GetWeights.self])
}
