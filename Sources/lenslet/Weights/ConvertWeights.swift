import CommandLineKit
import Definitions
import Escaping
import Files
import Pixels
import Spelling
import StoredNumbers
import Weights

/// Writes tensors into another container.
struct ConvertWeights: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write weights as .safetensors, .npz or .npy.",
    discussion: """
      Values are written as 32-bit floating-point numbers, whatever they were. An .npy file holds \
      one tensor: of a layer, its weights without the bias. What is known of a file, such as the \
      order of the channels, is written too: in .safetensors as metadata, in .npz as an array \
      __metadata__ of JSON bytes; .npy has no room for it, which is told. Tensors of types that are \
      not read are left out, which is told, unless one of them is asked for. A file that exists is \
      replaced, but never the input, and appears whole or not at all.

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

  @OptionGroup(title: "FILTERS") var filters: FilterOptions

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
    let weights = try reported {
      try ModelWeights(path, stated: filters.stated(layer: layers.first ?? tensors.first))
    }
    try checkOutput(output, replacesNone: [path])
    let entries = try reported {
      try chosen(in: weights, withBias: writer != NpyWriter.self)
    }
    SignalWatch.start { Terminal.write("lenslet: interrupted\n", to: .standardError) }
    try write(entries, of: weights, by: writer)
    if layers.isEmpty, tensors.isEmpty { tellWhatIsLeftOut(of: weights.file) }
  }

  /// Names the tensors that the output does not have.
  private func tellWhatIsLeftOut(of file: any WeightsFile) {
    guard !file.unread.isEmpty else { return }
    let names = toldApart(file.unread.map { escapedForTerminal($0.name) })
    let shown = zip(names, file.unread).prefix(12).map { name, tensor in
      "\(name) (\(escapedForTerminal(tensor.type)))"
    }
    let rest = names.count > shown.count ? " and \(names.count - shown.count) more" : ""
    tell(
      "\(path): left out, as their types are not read: " + shown.joined(separator: ", ") + rest)
  }

  /// The tensors that are asked for, each once, in the order of the file.
  private func chosen(
    in weights: ModelWeights, withBias: Bool
  ) throws(DefinitionError) -> [TensorEntry] {
    var names: Set<ExactName> = []
    for layer in layers {
      let found = try weights.names(ofLayer: layer)
      names.insert(ExactName(try weights.entry(named: found.weight).name))
      if withBias, let bias = found.bias { names.insert(ExactName(bias)) }
    }
    for tensor in tensors { names.insert(ExactName(try weights.entry(named: tensor).name)) }
    return names.isEmpty
      ? weights.file.entries : weights.file.entries.filter { names.contains(ExactName($0.name)) }
  }

  /// Writes one tensor after the other, with what is known of their filters.
  private func write(
    _ entries: [TensorEntry], of weights: ModelWeights, by type: any WeightsWriter.Type
  ) throws {
    let turned = try reported { try self.turned(entries, of: weights) }
    let written = turned.map { tensor in
      TensorEntry(name: tensor.entry.name, shape: tensor.shape, type: tensor.entry.type)
    }
    let choice = (try? weights.choice()).flatMap { $0.shape.count == 4 ? $0 : nil }
    let axes = filters.axes ?? WeightsStatement(weights.metadata).axes
    let metadata = WeightsStatement.metadata(
      of: weights.file, order: choice?.order, axes: axes.map { _ in .oihw })
    let writer: any WeightsWriter
    do throws(WeightsError) {
      writer = try type.init(written, metadata: metadata)
    } catch {
      throw DefinitionError.weights(output, error)
    }
    choice?.lines.forEach(tell)
    let file = try FileWriter(output)
    var rest = turned[...]
    try writer.write { _ in
      guard let tensor = rest.popFirst() else { return [] }
      let values = try weights.values(of: tensor)
      try tellOverflow(of: tensor.entry, values, in: weights)
      return values
    } to: { bytes in
      try file.append(bytes)
    }
    try file.finish()
    if type == NpyWriter.self, let order = choice?.order { tellLoss(of: order) }
  }

  /// The tensors with their axes turned; where nobody has said how they lie they are kept, and that
  /// is told.
  private func turned(
    _ entries: [TensorEntry], of weights: ModelWeights
  ) throws(DefinitionError) -> [TurnedTensor] {
    var turned: [TurnedTensor] = []
    var isTold = false
    for entry in entries {
      do throws(DefinitionError) {
        turned.append(try weights.turned(entry))
      } catch .weights(_, .otherAxes(let tensor, let shape, let axes)) {
        turned.append(TurnedTensor(keeping: entry))
        if !isTold {
          let reason = WeightsError.otherAxes(tensor: tensor, shape: shape, axes)
          tell("warning: \(escapedForTerminal(reason.description)); kept")
        }
        isTold = true
      }
    }
    return turned
  }

  /// Doubles may be larger than any 32-bit number.
  private func tellOverflow(
    of entry: TensorEntry, _ values: [Float], in weights: ModelWeights
  ) throws {
    guard entry.type == .float64, values.contains(where: \.isInfinite) else { return }
    let infinite = values.count { $0.isInfinite }
    let count = infinite - (try weights.statistics(of: entry).infinityCount)
    guard count > 0 else { return }
    tell(
      "warning: '\(escapedForTerminal(entry.name))': "
        + (count == 1 ? "1 number is" : "\(count) numbers are")
        + " too large for 32 bits and will be infinite")
  }

  private func tellLoss(of order: KnownChannelOrder) {
    tell(
      "\(output) has no room for the channel order \(order.order.name): say it with "
        + "--channel-order \(order.order.rawValue) where the file is used, or write .npz or "
        + ".safetensors")
  }

  private func tell(_ line: String) {
    Terminal.write("lenslet: \(line)\n", to: .standardError)
  }
}
