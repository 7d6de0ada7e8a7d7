import CommandLineKit
import Definitions
import Escaping
import Files
import Networks
import Pixels
import Reports

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

      Exit status: 0 shown; 1 the file is wrong, or its layers do not fit the input; 64 usage error.
      """,
    examples: [
      Example("A network of a file", command: "lenslet model show googlenet.onnx"),
      Example(
        "The form that weights were learned in",
        command: "lenslet model show resnet50 --weights resnet50.pth"),
      Example("On larger pictures", command: "lenslet model show alexnet --input-size 500x375"),
    ])

  @Argument(help: ArgumentHelp("A network's name, or an ONNX file.", valueName: "NETWORK"))
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
      "Weights of a network of 'lenslet model list', whose names tell its form.",
      valueName: "FILE"))
  var weights: Path?
  @Flag(help: "Print a JSON object per node instead of a table.") var json = false

  mutating func run() throws {
    let path = Path(network)
    let isFile = NetworkFile.isNamed(path)
    if isFile, weights != nil {
      throw ValidationError("--weights is for networks of 'lenslet model list', not for a file")
    }
    let (graph, shape) = try isFile ? ofFile(path) : ofModel()
    let table: NetworkTable
    do throws(LayerError) { table = try NetworkTable(graph, input: shape) } catch {
      throw DefinitionError.layers(path, error)
    }
    if json {
      for row in table.rows { print(try jsonLine(row)) }
    } else {
      for line in table.lines { print(escapedForTerminal(line)) }
    }
  }

  private func ofFile(_ path: Path) throws -> (Graph, [Int]) {
    let file = try NetworkFile(path)
    let pictures = try file.pictures
    guard let inputSize else {
      guard let height = pictures.height, let width = pictures.width else {
        throw ValidationError("the file takes pictures of any size: give one with --input-size")
      }
      return (file.graph, [1, pictures.channels, height, width])
    }
    return (file.graph, shape(inputSize, channels: pictures.channels))
  }

  private func ofModel() throws -> (Graph, [Int]) {
    var model = try reported { try Model.named(network) }
    if let weights {
      let fitted = try model.fitted(to: try ModelWeights(weights))
      for line in fitted.lines(isWhole: true) {
        Terminal.write("lenslet: \(escapedForTerminal(line))\n", to: .standardError)
      }
      model = fitted.model
    }
    let own = model.inputShape
    return (
      model.graph, inputSize.map { shape($0, channels: own.channels) } ?? own.extents
    )
  }

  private func shape(_ size: InputSize, channels: Int) -> [Int] {
    switch size {
    case .image(let size): [1, channels, size.height, size.width]
    case .maps(let shape): shape.extents
    }
  }
}
