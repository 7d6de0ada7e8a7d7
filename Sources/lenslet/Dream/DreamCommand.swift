import Batches
import CommandLineKit
import Definitions
import Dreaming
import Escaping
import Files
import Maximisation
import Networks
import Page
import Pixels
import Reports
import Threads

/// Searches for the pictures that the parts of a network look for.
struct DreamCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dream", abstract: "Search for pictures that the channels of a layer look for.",
    discussion: """
      A picture starts as grey noise and is changed step by step so that a channel of a layer becomes \
      larger: the mean of its map, or one place of it. So that what comes out can be looked at, \
      pictures are made of frequencies and of colours as photographs have them, and are shifted, scaled \
      and turned a little in each step; --pixels leaves all that out, and shows why it is there. Only \
      what the layer needs is computed. The same seed gives the same picture, whichever other channels \
      are asked for.

      A picture shows one thing that makes the channel large, not all: the strongest places of \
      photographs may look otherwise.

      Results are DIR/LAYER/CHANNEL.png, DIR/LAYER.sheet.png with all channels of a layer, \
      DIR/index.html, a page of all pictures, and DIR/index.jsonl with the keys layer, channel, file, \
      size, steps, seed, start and value (of the channel, for the noise and for the picture), notes, \
      and, where there are any, label, column, row, array and patches (what --beside found, each as \
      DIR/LAYER/CHANNEL.part-N.png too).

      Exit status: 0 all done; 1 the network does not fit, has no gradient, or a file cannot be \
      written; 64 usage error; 130 interrupted.
      """,
    examples: [
      Example(
        "16 channels of a layer",
        command: "lenslet dream -m googlenet.onnx -l inception_4c/output -o dreams"),
      Example(
        "Chosen channels, one place of a map, and a class",
        command:
          "lenslet dream -m googlenet.onnx -l inception_3b/output:0-7,40 "
          + "-l inception_4c/output:12@middle -l 'loss3/classifier:giant panda' "
          + "--labels names.txt -o dreams"),
    ])

  @OptionGroup var classifier: ClassifierOptions
  @Option(
    name: [.customShort("l"), .customLong("layer")],
    help: ArgumentHelp(
      """
      A layer, as maps names it, with its first 16 channels; or LAYER:CHANNELS, where channels are 7, \
      0-15,40, all, the place 7@3,4 (column and row) or 7@middle of a map, or a class of --labels.
      """, valueName: "LAYER"))
  var layers: [String]
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder of the results; made where it is missing.", valueName: "DIR"))
  var output: Path
  @Option(
    name: .customLong("beside"),
    help: ArgumentHelp(
      """
      An image or a folder of images: beside each picture of the sheet stand the parts of four of \
      them that make the channel largest.
      """, valueName: "INPUT"))
  var beside: [Path] = []
  @OptionGroup(title: "SEARCH") var search: DreamOptions
  @OptionGroup(title: "INPUT OF A NETWORK'S OWN FILE", leavingOut: ["size"])
  var pictures: PictureOptions

  mutating func validate() throws {
    try checkFolder(output)
    if layers.isEmpty {
      throw ValidationError("missing option '--layer LAYER': name what is to be looked for")
    }
    try classifier.check(pictures, takesSize: false)
  }

  mutating func run() throws {
    let named = try reported { try NamedNetwork(classifier.model, weights: classifier.weights) }
    let names = named.file?.layers ?? LayerNames(named.graph)
    var chosen: [(value: Graph.Value, units: ChosenUnits)] = []
    try reported { for layer in layers { chosen += try self.chosen(layer, named, names) } }
    let pipeline = try reported { try self.pipeline(named, chosen.map(\.value)) }
    guard pipeline.graph.inputs.count == 1, pipeline.takesPictures else {
      throw ValidationError(
        "'\(classifier.model)' takes no pictures alone; dream is for networks that do")
    }
    let batch = try reported {
      try DreamBatch(
        pipeline.graph, path: Path(classifier.model), stage: pipeline.input, ownSide: named.side,
        layers: chosen.map {
          DreamedLayer(
            value: $0.value, name: pipeline.graph.names[$0.value],
            fileName: pipeline.name(of: $0.value), units: $0.units)
        }, settings: try settings(), page: .current(subject: classifier.model))
    }
    if !search.quiet { tellInput(of: pipeline) }
    let report = DreamReport(isJSON: search.json, isQuiet: search.quiet)
    SignalWatch.start { report.interrupt() }
    let workers = Team(search.threads ?? availableProcessors)
    defer { report.end() }
    let files = try reported { try classifier.files(named) }
    try reported {
      try batch.run(
        into: output, beside: files, workers: workers,
        removal: { [output] in report.tellRemoval(of: $0, from: output) }
      ) { report.receive($0) }
    }
    if report.hasFailures { throw ExitCode.failure }
  }

  /// The values of `LAYER` or `LAYER:CHANNELS`; the names of layers may have colons too.
  private func chosen(
    _ layer: String, _ named: NamedNetwork, _ names: LayerNames
  ) throws -> [(value: Graph.Value, units: ChosenUnits)] {
    let whole = names.values(layer)
    if !whole.isEmpty { return whole.map { ($0, .first(DreamOptions.usualCount)) } }
    if let colon = layer.lastIndex(of: ":") {
      let values = names.values(String(layer[..<colon]))
      if !values.isEmpty {
        let units = try ChosenUnits(String(layer[layer.index(after: colon)...]))
        return values.map { ($0, units) }
      }
    }
    let name = layer.lastIndex(of: ":").map { String(layer[..<$0]) } ?? layer
    throw DreamingError.unknownLayer(
      name, network: named.name, nearest: names.nearest(to: layer) ?? names.nearest(to: name))
  }

  private func pipeline(_ named: NamedNetwork, _ values: [Graph.Value]) throws -> Pipeline {
    if let file = named.file {
      let decision = pictures.decision(for: file)
      return try file.pipeline(values, input: decision.stage).following(decision)
    }
    guard let model = named.model else { throw ValidationError("there is no network") }
    return try named.pipeline(of: model, layers: values.map { named.graph.names[$0] }).pipeline
  }

  /// Says what the network reads of colours, and what says so.
  private func tellInput(of pipeline: Pipeline) {
    var stage = pipeline.input
    (stage.resize, stage.crop) = (nil, nil)
    let sources = pipeline.inputSources.isEmpty ? ["the catalogue"] : pipeline.inputSources
    Terminal.write(
      "lenslet: colours of 0 to 255: \(stage) (\(escapedForTerminal(sources.joined(separator: ", "))))\n",
      to: .standardError)
  }

  /// The images of --beside.
  private func photographs() throws -> [Path] {
    if beside.isEmpty { return [] }
    let found = PipelineInputs(beside, output: output).inputs.filter(\.isImage).map(\.path)
    guard !found.isEmpty else {
      throw ValidationError("--beside names no image: files named .png, .jpg or .jpeg are taken")
    }
    return found
  }

  private func settings() throws -> DreamSettings {
    var settings = search.settings
    settings.side = search.size
    settings.photographs = try photographs()
    settings.labels = try classifier.classNames
    return settings
  }
}

extension NamedNetwork {
  /// Pixels along the side of the pictures that go in; nil for any, and where they are no squares.
  fileprivate var side: Int? {
    guard let shape = try? input(nil), shape.count == 4, shape[2] == shape[3] else { return nil }
    return shape[2]
  }
}
