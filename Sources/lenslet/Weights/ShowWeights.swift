import CommandLineKit
import Definitions
import Escaping
import Files
import Pixels
import Reports
import Weights

/// Shows the filters of a layer.
struct ShowWeights: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the filters of a layer: numbers, and a picture of them.",
    discussion: """
      The picture of a first layer, whose filters have three channels, shows each filter as a \
      colour tile; a weight of zero is mid-grey. Other filters are blocks of their channels. Which \
      layer is the first, and in what order its filters take red, green and blue, is decided from \
      the whole file and told on standard error. --json prints an object with the keys layer, \
      filters (tensor, shape, axes, channelOrder and how it is known) and tensors.

      Exit status: 0 shown; 1 the file cannot be read or has no filters, or the picture cannot be \
      written; 64 usage error, a layer that the file does not have among them.
      """,
    examples: [
      Example(
        "The 96 filters of AlexNet's first layer",
        command: "lenslet weights show alexnet.safetensors -o filters.png"),
      Example(
        "The second layer, comparable filters",
        command:
          "lenslet weights show f.npz --layer conv2 --scaling symmetric:layer --colours diverging -o f.png"
      ),
    ])

  @Argument(help: ArgumentHelp("A weights file.", valueName: "FILE")) var path: Path
  @Option(
    help: ArgumentHelp(
      "The layer, by default the first one of the network.", valueName: "LAYER"))
  var layer: String?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The picture to write, a PNG file, or a drawing if it ends in .svg.", valueName: "FILE"))
  var output: Path?
  @Option(
    help: ArgumentHelp(
      """
      How weights become colours: \(MapScaling.forms); a map is here a filter. By default \
      symmetric.
      """, valueName: "SCALING"))
  var scaling = MapScaling(.symmetric, over: .map)
  @Option(help: ArgumentHelp("The colours of filters without colour.", valueName: "MAP"))
  var colours = ColourMap.grey
  @Flag(help: "Print a JSON object instead of the table.") var json = false
  @OptionGroup(title: "FILTERS") var filters: FilterOptions

  mutating func validate() throws {
    if let output { try PictureFile(path: output).check(option: "--output") }
  }

  mutating func run() throws {
    let weights = try reported {
      try ModelWeights(path, stated: filters.stated(layer: layer))
    }
    let choice = try choice(in: weights)
    if let output { try checkOutput(output, replacesNone: [path]) }
    let shape = try Shape(filters: choice, in: weights.path, others: shownLayers(of: weights))
    for line in choice.lines { Terminal.write("lenslet: \(line)\n", to: .standardError) }
    try tell(choice, in: weights)
    guard let output else { return }
    let (values, _) = try weights.values(of: choice)
    let sheet = FilterSheet(
      of: Activation(shape: shape, values: values), layer: choice.layer, scaling: scaling,
      colours: colours, order: choice.order?.order)
    let file = PictureFile(path: output)
    try file.write(sheet.canvas(isRecorded: file.isDrawing))
  }

  /// Prints what the layer holds.
  private func tell(_ choice: FilterChoice, in weights: ModelWeights) throws {
    let bias = choice.bias.flatMap(weights.file.entry(named:))
    let records = try ([choice.entry] + [bias].compactMap(\.self)).map { entry in
      TensorRecord(entry, try weights.statistics(of: entry))
    }
    if json {
      print(
        try jsonLine(
          LayerRecord(layer: choice.layer, filters: LearnedFilterRecord(choice), tensors: records)))
      return
    }
    for line in TensorRecord.table(of: records).lines() { print(line) }
    if let order = choice.order { print("channel order \(order.order.name)") }
  }

  /// The layers that can be shown.
  private func shownLayers(of weights: ModelWeights) -> [String] {
    weights.keys.layers.filter { layer in
      (try? weights.layer(layer)).map { (2...4).contains($0.shape.count) } ?? false
    }
  }

  /// The layer that is asked for, or the first one.
  private func choice(in weights: ModelWeights) throws -> FilterChoice {
    do {
      return try reported { try weights.choice() }
    } catch DefinitionError.weights(_, .noFilters) {
      // What has fewer dimensions is shown when it is asked for.
      throw NoFiltersError(path: path, others: shownLayers(of: weights))
    }
  }
}

/// What `--json` prints about a layer.
private struct LayerRecord: Encodable {
  let layer: String
  let filters: LearnedFilterRecord
  let tensors: [TensorRecord]
}

/// A weights file without filters, which is no mistake on the command line.
private struct NoFiltersError: Error, CustomStringConvertible {
  let path: Path
  let others: [String]

  var description: String {
    "\(path): no tensor has the four dimensions of filters" + Self.hint(others)
  }

  /// What can be shown in its place.
  static func hint(_ others: [String]) -> String {
    let names = others.prefix(5).map(escapedForTerminal).joined(separator: ", ")
    return others.isEmpty
      ? "" : "; --layer shows another: \(names)" + (others.count > 5 ? " and more" : "")
  }
}

extension Shape {
  /// The shape of a tensor as filters: what has fewer than four dimensions is a single one.
  ///
  /// - Parameters:
  ///   - choice: The tensor.
  ///   - path: The file.
  ///   - others: Layers that can be shown.
  /// - Throws: A usage error where it cannot be shown.
  fileprivate init(filters choice: FilterChoice, in path: Path, others: @autoclosure () -> [String])
    throws
  {
    let shape = choice.shape
    let extents = Array(repeating: 1, count: max(4 - shape.count, 0)) + shape
    guard (2...4).contains(shape.count), !extents.contains(0) else {
      throw ValidationError(
        "\(path): '\(escapedForTerminal(choice.entry.name))' of shape \(shape.shapeText) cannot be "
          + "shown as filters, which have four dimensions"
          + NoFiltersError.hint(others()))
    }
    self.init(batch: extents[0], channels: extents[1], height: extents[2], width: extents[3])
  }
}
