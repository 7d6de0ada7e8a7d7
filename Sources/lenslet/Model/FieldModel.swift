import Batches
import Codecs
import CommandLineKit
import Definitions
import Escaping
import Files
import Networks
import Pixels
import Reports
import Threads
import Weights

/// Marks what one place of a layer sees of a picture.
struct FieldModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "field", abstract: "Mark on a picture what one place of a layer sees.",
    discussion: """
      The picture that is drawn is what goes into the network, after it was resized and cut. The \
      frame is around the receptive field in theory: all that the place can see. The colours tell \
      how much of it counts: one block of pixels after the other is replaced by the mean of the \
      picture, the layer is computed anew, and the effect of the block is how far the values of the \
      place move, over all maps or in one (the root of the sum of squares). That is exact, of this \
      picture, and costs a computation of the layer per block; how many there are is told before. By \
      default blocks are as small as 14 by 14 of them cover the field.

      Printed are the size of the field, the step from place to place, where the first place's field \
      begins, the field in pixels of the input and of the picture's file, and the share of the \
      effect that lies in the central half of the field's height and width.

      Exit status: 0 drawn; 1 a file cannot be read or does not fit, or the picture cannot be \
      written; 64 usage error.
      """,
    examples: [
      Example(
        "The middle of a layer",
        command: "lenslet model field googlenet.onnx -l inception_4a/output photo.jpg -o field.png"),
      Example(
        "What a place can see, without weights",
        command: "lenslet model field vgg16 -l features.30 --at 3,3 photo.jpg --frame -o field.png"),
    ])

  @Argument(
    help: ArgumentHelp(
      "A network's name, an ONNX file or the .prototxt of a Caffe network.", valueName: "NETWORK"))
  var network: String
  @Argument(help: ArgumentHelp("An image.", valueName: "INPUT")) var input: Path
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The layer: a name, #N for the Nth, or kind:convolution#N.", valueName: "LAYER"))
  var layer: String
  @Option(
    help: ArgumentHelp(
      "The place on the layer's maps, column and row from 0; by default the middle.",
      valueName: "X,Y"))
  var at: MapPlace?
  @Option(
    help: ArgumentHelp("Only this map of the layer, from 0; by default all.", valueName: "N"))
  var channel: Int?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The picture to write, a PNG file, or a drawing if it ends in .svg.", valueName: "FILE"))
  var output: Path
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The file of weights, by default what 'lenslet weights get NETWORK' has downloaded, or the \
      .caffemodel beside a .prototxt.
      """, valueName: "FILE"))
  var weights: Path?
  @Flag(help: "Draw the frame alone: nothing is computed, and no weights are needed.")
  var frame = false
  @Option(
    help: ArgumentHelp("The side of the blocks that are hidden, in pixels.", valueName: "N"))
  var block: Int?
  @Option(
    help: ArgumentHelp(
      "How many blocks are hidden at once, 1 to 1024; by default one a processor.", valueName: "N"))
  var threads: Int?
  @OptionGroup(title: "INPUT OF A NETWORK'S OWN FILE") var pictures: PictureOptions

  mutating func validate() throws {
    try PictureFile(path: output).check(option: "--output")
    if let channel, channel < 0 { throw ValidationError("--channel is 0 or more, not \(channel)") }
    if let block, !(1...65535).contains(block) {
      throw ValidationError("--block is 1 to 65535, not \(block)")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads is 1 to 1024, not \(threads)")
    }
    if frame, block != nil || channel != nil {
      throw ValidationError("--block and --channel are not for --frame")
    }
    let path = Path(network)
    if !NetworkFile.isNamed(path), pictures.isUsed {
      throw ValidationError(
        "--size, --mean, --scale and --channel-order are for a network's own file; others know them"
      )
    }
  }

  mutating func run() throws {
    let named = try reported { try NamedNetwork(network, weights: weights) }
    let (graph, value, stage) = try reported { try looked(at: named) }
    let read = named.files + [input]
    try checkOutput(output, replacesNone: read)
    let shown = try FieldInput(input, stage)
    let field = try named.fitting { () throws(LayerError) in
      try UnitField(graph, value: value, input: shown.maps.shape)
    }
    let place = try place(on: field)
    let (rows, columns) = (field.rows(place.row), field.columns(place.column))
    let title = "\(field.name) at \(place.column),\(place.row)"
    print(
      escapedForTerminal(title) + " of \(field.maps.width)x\(field.maps.height), "
        + (place.channel.map { "map \($0)" } ?? "\(field.maps.channels) maps"))
    print("field: \(field.text)")
    let seen = field.seenText(row: place.row, column: place.column)
    print("in the input of \(shown.maps.shape.width)x\(shown.maps.shape.height): \(seen)")
    let source: (columns: Range<Int>, rows: Range<Int>)
    do throws(InputError) {
      source = try stage.source(columns: columns, rows: rows, of: shown.original)
    } catch {
      throw DefinitionError.input(input, error)
    }
    print(
      "in the picture of \(shown.original): \(source.columns.count)x\(source.rows.count) from "
        + "\(source.columns.lowerBound),\(source.rows.lowerBound)")
    let effect = try frame ? nil : effect(of: place, value, graph, named, shown, rows, columns)
    let share: String? = effect.map { shareText($0, field, place) }
    if let share { print("effect: \(share)") }
    let map: String = place.channel.map { ", map \($0)" } ?? ""
    var notes = ["sees \(field.text)"]
    if let share { notes.append("effect: \(share)") }
    var weight: (@Sendable (Int, Int) -> Float)?
    if let effect { weight = { row, column in effect.effect(row: row, column: column) } }
    let drawing = FieldPicture(
      shown.picture, rows: rows, columns: columns, title: title + map, notes: notes, effect: weight)
    let file = PictureFile(path: output)
    try file.write(drawing.canvas(isRecorded: file.isDrawing))
  }

  /// The network as far as it is needed, the value, and how pictures go in.
  private func looked(at named: NamedNetwork) throws -> (Graph, Graph.Value, InputStage) {
    let value = try named.value(layer)
    if let file = named.file {
      let pipeline = try file.pipeline([value], input: pictures.stage(for: file))
      return (pipeline.graph, value, pipeline.input)
    }
    guard let model = named.model else { throw ValidationError("there is no network") }
    if frame { return (named.graph, value, model.input) }
    let (pipeline, _) = try named.pipeline(of: model, layers: [named.graph.names[value]])
    return (pipeline.graph, pipeline.exported[0], pipeline.input)
  }

  /// The place that was asked for, which the layer has.
  private func place(on field: UnitField) throws -> UnitPlace {
    let maps = field.maps
    let (column, row) = (at?.column ?? maps.width / 2, at?.row ?? maps.height / 2)
    guard column < maps.width, row < maps.height else {
      throw ValidationError(
        "--at \(column),\(row) is outside the maps of '\(escapedForTerminal(field.name))', which are "
          + "\(maps.width)x\(maps.height): 0,0 to \(maps.width - 1),\(maps.height - 1)")
    }
    if let channel, channel >= maps.channels {
      throw ValidationError(
        "--channel is 0 to \(maps.channels - 1) for '\(escapedForTerminal(field.name))', not \(channel)"
      )
    }
    return UnitPlace(channel: channel, row: row, column: column)
  }

  /// Hides one block after the other; tells before how often the layer is computed.
  private func effect(
    of place: UnitPlace, _ value: Graph.Value, _ graph: Graph, _ named: NamedNetwork,
    _ shown: FieldInput, _ rows: Range<Int>, _ columns: Range<Int>
  ) throws -> EffectiveField {
    let block = block ?? max(1, (max(rows.count, columns.count) + 13) / 14)
    let count = EffectiveField.blockCount(rows: rows, columns: columns, block: block)
    let blocks = count == 1 ? "1 block" : "\(count) blocks"
    Terminal.write(
      "lenslet: hides \(blocks) of \(block)x\(block) pixels: computes the layer \(count + 1) times\n",
      to: .standardError)
    return try named.fitting { () throws(LayerError) in
      try EffectiveField(
        of: place, Session(GraphSlice(graph, wanted: [value])), input: shown.maps, rows: rows,
        columns: columns, block: block, threads: threads ?? availableProcessors)
    }
  }

  private func shareText(
    _ effect: EffectiveField, _ field: UnitField, _ place: UnitPlace
  ) -> String {
    let (rows, columns) = (field.middleRows(place.row), field.middleColumns(place.column))
    guard let share = effect.share(rows: rows, columns: columns) else {
      return "none: whatever is hidden, nothing changes"
    }
    return "\((share * 100).oneDecimal) % in the central \(columns.count)x\(rows.count)"
  }
}

extension Double {
  /// The number with one digit behind the point.
  fileprivate var oneDecimal: String { "\((self * 10).rounded() / 10)" }
}
