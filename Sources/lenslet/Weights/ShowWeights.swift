import Codecs
import CommandLineKit
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
      colour tile; a weight of zero is mid-grey. Other filters are blocks of their channels. The \
      order of the channels is taken from the file or guessed from its names, and printed.

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
      "The layer, by default the first one that has filters.", valueName: "LAYER"))
  var layer: String?
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The picture to write, a PNG file.", valueName: "FILE"))
  var output: Path?
  @Option(
    help: ArgumentHelp(
      "The order of the channels that filters of three expect.", valueName: "ORDER"))
  var channelOrder: FilterSheet.ChannelOrder?
  @Option(
    help: ArgumentHelp(
      """
      How weights become colours: \(MapScaling.forms); a map is here a filter. By default \
      symmetric.
      """, valueName: "SCALING"))
  var scaling = MapScaling(.symmetric, over: .map)
  @Option(help: ArgumentHelp("The colours of filters without colour.", valueName: "MAP"))
  var colours = ColourMap.grey

  mutating func validate() throws {
    guard let output, output.fileExtension?.lowercased() != "png" else { return }
    throw ValidationError("--output writes PNG: name a file that ends in .png")
  }

  mutating func run() throws {
    let weights = try OpenWeights(path)
    let (layer, entry) = try choice(in: weights)
    if let output { try checkOutput(output, replacesNone: [path]) }
    let shape = try Shape(filters: entry, in: weights.path)
    let tensor = try weights.tensor(entry)
    var records = [TensorRecord(tensor)]
    if let bias = try weights.bias(ofLayer: layer) {
      records.append(TensorRecord(try weights.tensor(bias)))
    }
    for line in TensorRecord.table(of: records).lines() { print(line) }
    var order: FilterSheet.ChannelOrder?
    if shape.channels == 3 {
      let known =
        channelOrder.map(KnownChannelOrder.init(given:))
        ?? KnownChannelOrder(
          metadata: weights.file.metadata, path: weights.path, tensor: entry.name)
      print(escapedForTerminal(known.description))
      order = known.order
    }
    guard let output else { return }
    let sheet = FilterSheet(
      of: Activation(shape: shape, values: tensor.values), layer: layer, scaling: scaling,
      colours: colours, order: order)
    try File.write(ImageEncoder.encode(try sheet.image(), as: .png), to: output)
  }

  /// The layer that is asked for, or the first with filters, and its weights.
  private func choice(in weights: OpenWeights) throws -> (layer: String, entry: TensorEntry) {
    if let layer { return (layer, try weights.weight(ofLayer: layer)) }
    for layer in weights.keys.layers {
      let entry = try weights.weight(ofLayer: layer)
      if entry.shape.count == 4 { return (layer, entry) }
    }
    throw NoFiltersError(path: path)
  }
}

/// A weights file without filters, which is no mistake on the command line.
private struct NoFiltersError: Error, CustomStringConvertible {
  let path: Path

  var description: String {
    "\(path): no tensor has the four dimensions of filters; choose one with --layer"
  }
}

extension Shape {
  /// The shape of a tensor as filters: what has fewer than four dimensions is a single one.
  fileprivate init(filters entry: TensorEntry, in path: Path) throws {
    let extents = Array(repeating: 1, count: max(4 - entry.shape.count, 0)) + entry.shape
    guard (2...4).contains(entry.shape.count), !extents.contains(0) else {
      throw ValidationError(
        "\(path): '\(escapedForTerminal(entry.name))' of shape \(entry.shape.shapeText) cannot be "
          + "shown as filters, which have four dimensions")
    }
    self.init(batch: extents[0], channels: extents[1], height: extents[2], width: extents[3])
  }
}
