import Batches
import CommandLineKit
import Definitions
import Escaping
import Files
import Networks
import Reports
import Threads

/// Shows the layers of a network.
struct ShowModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the layers of a network: shapes, parameters, cost, fields.",
    discussion: """
      The table has a row per node in the order in which they are computed: the layer as \
      'lenslet maps -l' takes it, what it computes, the shape that comes out (images, channels, rows, \
      columns), learned numbers, products that are added up, and the receptive field of a value: how \
      much of the input it sees, the step from value to value, and how far the field of the first \
      value reaches beyond the input. No weights are read. With --weights the form of the network is \
      shown that the names in the file tell, and on standard error what of it is missing, of another \
      shape or without a place.

      A record of --json has the keys layer, node, kind, output, parameters, multiplyAdds, sees \
      (null for everything), stride and padding, the last three as rows and columns.

      --lint holds every layer against the rules that lectures teach: windows fill their input, \
      kernels are odd, padding is the same on both sides, maps are looked at before they are pooled, \
      and steps are not larger than windows. A line, or a record of the keys rule, layer, what, why \
      and advice, tells what breaks one; published networks break some for speed.

      --time runs the network three times, after a first run that is not counted, and tells of each \
      step the shortest time, the billions of operations per second (two per multiply-add), their \
      share of the peak, and what computes it; layers that are computed at once stand together. The \
      peak is what one core was measured to do with fused multiply-adds in registers, times the \
      threads that have a core. Numbers that are not in the file are drawn at random. The records have the keys layers, plan, milliseconds, \
      multiplyAdds, gigaflops and peakShare.

      --picture draws the layers as boxes from top to bottom, ways beside each other; rectifiers and \
      the like stand in the box of the layer before. Long networks are broken into columns; no side \
      is longer than 16,384 pixels.

      Exit status: 0 shown; 1 the file is wrong, its layers do not fit the input, or the picture \
      cannot be written; 64 usage error.
      """,
    examples: [
      Example("A network of a file", command: "lenslet model show googlenet.onnx"),
      Example(
        "The form that weights were learned in",
        command: "lenslet model show resnet50 --weights resnet50.pth"),
      Example("On larger pictures", command: "lenslet model show alexnet --input-size 500x375"),
      Example("Whether its sizes go by the rules", command: "lenslet model show googlenet --lint"),
      Example("As a picture", command: "lenslet model show resnet50 --picture resnet50.png"),
    ])

  @Argument(
    help: ArgumentHelp(
      "A network's name, an ONNX file or the .prototxt of a Caffe network.", valueName: "NETWORK"))
  var network: String
  @Option(
    help: ArgumentHelp(
      """
      The size of what goes in: WxH of pictures, or CxHxW; by default what the file or the network \
      has.
      """, valueName: "SIZE"))
  var inputSize: InputSize?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      Weights of a network of 'lenslet model list', whose names tell its form, or the .caffemodel of a \
      .prototxt.
      """, valueName: "FILE"))
  var weights: Path?
  @Flag(help: "Print a JSON object per node, finding or step instead of a table.") var json = false
  @Flag(help: "Print what breaks the rules for sizes instead of the table.") var lint = false
  @Flag(help: "Print how long each step takes instead of the table.") var time = false
  @Option(
    help: ArgumentHelp(
      "With --time, the threads that share each step, 1 to 1024; by default 1.", valueName: "N"))
  var threads: Int?
  @Option(
    help: ArgumentHelp(
      """
      Draw the network into this PNG file instead of printing the table; one that ends in .svg becomes a \
      drawing whose text is text.
      """, valueName: "FILE"))
  var picture: Path?

  mutating func validate() throws {
    let chosen = [lint, time, picture != nil].count { $0 }
    if chosen > 1 { throw ValidationError("--lint, --time and --picture exclude each other") }
    if let threads {
      guard time else { throw ValidationError("--threads is for --time") }
      guard (1...1024).contains(threads) else {
        throw ValidationError("--threads is 1 to 1024, not \(threads)")
      }
    }
    guard let picture else { return }
    try PictureFile(path: picture).check(option: "--picture")
    if json { throw ValidationError("--json is not for --picture") }
  }

  mutating func run() throws {
    let named = try NamedNetwork(network, weights: weights)
    let shape = try named.input(inputSize)
    let graph = named.graph
    if lint {
      try tell(named.fitting { () throws(LayerError) in try SizingRules(graph, input: shape) })
    } else if time {
      let threads = threads ?? 1
      let peak = Peak.gigaflops() * Double(min(threads, availableProcessors))
      let workers: any Workers = threads > 1 ? Team(threads) : OneWorker()
      try tell(
        named.fitting { () throws(LayerError) in
          try NetworkTiming(graph, input: shape, peak: peak, workers: workers)
        })
    } else if let picture {
      try checkOutput(picture, option: "--picture", replacesNone: named.files)
      let title = named.model?.title ?? network
      let drawing = try named.fitting { () throws(LayerError) in
        try GraphPicture(graph, input: shape, title: title)
      }
      let file = PictureFile(path: picture)
      try file.write(drawing.canvas(isRecorded: file.isDrawing))
    } else {
      try tell(named.fitting { () throws(LayerError) in try NetworkTable(graph, input: shape) })
    }
  }

  private func tell(_ table: NetworkTable) throws {
    if json {
      for row in table.rows { print(try jsonLine(row)) }
    } else {
      for line in table.lines { print(escapedForTerminal(line)) }
    }
  }

  private func tell(_ rules: SizingRules) throws {
    if json {
      for finding in rules.findings { print(try jsonLine(finding)) }
    } else {
      for finding in rules.findings { print(escapedForTerminal(finding.line)) }
      print(rules.summary)
    }
  }

  private func tell(_ timing: NetworkTiming) throws {
    if timing.inventedCount > 0 {
      Terminal.write(
        "lenslet: \(timing.inventedCount) weights are random numbers\n", to: .standardError)
    }
    if json {
      for row in timing.rows { print(try jsonLine(row)) }
    } else {
      for line in timing.lines { print(escapedForTerminal(line)) }
    }
  }
}
