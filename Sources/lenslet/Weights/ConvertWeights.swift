import CommandLineKit
import Files
import Spelling
import Weights

/// Writes tensors into another container.
struct ConvertWeights: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write weights as .safetensors, .npz or .npy.",
    discussion: """
      Values are written as 32-bit floating-point numbers, whatever they were. An .npy file holds \
      one tensor: of a layer, its weights without the bias. A file that exists is replaced, but \
      never the input, and appears whole or not at all.

      Exit status: 0 written; 1 the file cannot be read, or the output not be written or not hold \
      the tensors; 64 usage error, a layer or tensor that the file does not have among them; 130 \
      interrupted.
      """,
    examples: [
      Example(
        "All of a Caffe model",
        command: "lenslet weights convert bvlc_alexnet.caffemodel -o alexnet.safetensors"),
      Example(
        "One layer for NumPy",
        command: "lenslet weights convert model.pth --layer conv1 -o conv1.npy"),
    ])

  @Argument(help: ArgumentHelp("A weights file.", valueName: "FILE")) var path: Path
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; its extension says how.", valueName: "FILE"))
  var output: Path
  @Option(
    name: .customLong("layer"),
    help: ArgumentHelp(
      "Only this layer, its weights and its bias; may be repeated.", valueName: "LAYER"))
  var layers: [String] = []
  @Option(
    name: .customLong("tensor"),
    help: ArgumentHelp("Only this tensor; may be repeated.", valueName: "NAME"))
  var tensors: [String] = []

  private var writer: (any WeightsWriter.Type)? {
    switch output.fileExtension?.lowercased() {
    case "safetensors": SafetensorsWriter.self
    case "npz": NpzWriter.self
    case "npy": NpyWriter.self
    default: nil
    }
  }

  mutating func validate() throws {
    guard writer == nil else { return }
    throw ValidationError("'\(output)' should end in .safetensors, .npz or .npy")
  }

  mutating func run() throws {
    guard let writer else { return }
    let weights = try OpenWeights(path)
    if let source = FileIdentity(of: path), source == FileIdentity(of: output) {
      throw ValidationError("'\(output)' is the input itself; choose another output")
    }
    let entries = try chosen(in: weights, withBias: writer != NpyWriter.self)
    SignalWatch.start { Terminal.write("lenslet: interrupted\n", to: .standardError) }
    try write(entries, of: weights, by: writer)
  }

  /// The tensors that are asked for, each once, in the order of the file.
  private func chosen(in weights: OpenWeights, withBias: Bool) throws -> [TensorEntry] {
    var names: Set<ExactName> = []
    for layer in layers {
      names.insert(ExactName(try weights.weight(ofLayer: layer).name))
      if withBias, let bias = try weights.bias(ofLayer: layer) {
        names.insert(ExactName(bias.name))
      }
    }
    for tensor in tensors { names.insert(ExactName(try weights.entry(named: tensor).name)) }
    return names.isEmpty
      ? weights.file.entries : weights.file.entries.filter { names.contains(ExactName($0.name)) }
  }

  /// Writes one tensor after the other.
  private func write(
    _ entries: [TensorEntry], of weights: OpenWeights, by type: any WeightsWriter.Type
  ) throws {
    let writer: any WeightsWriter
    do throws(WeightsError) {
      writer = try type.init(entries, metadata: weights.file.metadata)
    } catch {
      throw WeightsFileError(path: output, problem: error)
    }
    let file = try FileWriter(output)
    try writer.write { entry in
      try weights.tensor(entry).values
    } to: { bytes in
      try file.append(bytes)
    }
    try file.finish()
  }
}
