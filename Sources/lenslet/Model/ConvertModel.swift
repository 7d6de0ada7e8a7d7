import CommandLineKit
import Definitions
import Files
import Networks
import Weights

/// Writes a network as an ONNX file.
struct ConvertModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write a network with its weights as an ONNX file.",
    discussion: """
      Of a name of 'lenslet model list' the layers are the catalogue's and the numbers those of a \
      file of weights; of an ONNX file or a .prototxt with its .caffemodel all is the file's. With \
      --random-weights what no file has is drawn at random, the same numbers each time, to try a \
      network in other programs. Only what the network's output needs is written, without heads that \
      help while it learns; with --layer what that layer needs. The file is of ONNX's operator set 17, or of the first that has all operators (group \
      normalisation: 21), for pictures of one size and any number of them; 'lenslet maps' computes \
      the same bits from it, but for lenet-5, whose scaled tangents and distances ONNX has in parts \
      only, and for Caffe's scaled powers, exponentials and logarithms. What is done with pictures before is no part of ONNX, and is told.

      Operators that ONNX does not have are named, all at once, and so are files above 2 GiB, which \
      the format does not allow. A file that exists is replaced, but never an input, and appears \
      whole or not at all.

      Exit status: 0 written; 1 a file cannot be read, or the network not be written as ONNX; 64 \
      usage error; 130 interrupted.
      """,
    examples: [
      Example(
        "A network of the catalogue",
        command: "lenslet model convert alexnet -w bvlc_alexnet.caffemodel -o alexnet.onnx"),
      Example(
        "A Caffe network with the weights beside it",
        command: "lenslet model convert deploy.prototxt -o net.onnx"),
      Example(
        "The beginning of a network, to be timed elsewhere",
        command: "lenslet model convert vgg16 --random-weights -l features.9 -o vgg.onnx"),
    ])

  @Argument(
    help: ArgumentHelp(
      "A network's name, an ONNX file or the .prototxt of a Caffe network.", valueName: "NETWORK"))
  var network: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The file of weights, by default what 'lenslet weights get NETWORK' has downloaded, or the \
      .caffemodel beside a .prototxt.
      """, valueName: "FILE"))
  var weights: Path?
  @Flag(help: "Draw at random what no file has, in the place of --weights.")
  var randomWeights = false
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      Write the network up to this layer, by default to its output: a name, #N for the Nth, or \
      kind:convolution#N.
      """, valueName: "LAYER"))
  var layer: String?
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The ONNX file to write.", valueName: "FILE"))
  var output: Path
  @Option(
    help: ArgumentHelp(
      "The size of what goes in: WxH of pictures, or CxHxW; by default the network's.",
      valueName: "SIZE"))
  var inputSize: InputSize?

  mutating func validate() throws {
    guard output.fileExtension?.lowercased() == "onnx" else {
      throw ValidationError("--output writes ONNX: name a file that ends in .onnx")
    }
    if randomWeights, weights != nil {
      throw ValidationError("--random-weights and --weights exclude each other: leave one out")
    }
  }

  mutating func run() throws {
    let named = try reported { try NamedNetwork(network, weights: weights) }
    var shape = try named.input(inputSize)
    let (graph, files, stage) = try reported { try bound(named) }
    // A number of images that the file fixes stays.
    if case .fixed(let count)? = graph.inputs.first?.dimensions?.first { shape[0] = count }
    try checkOutput(output, replacesNone: files)
    let export: ONNXExport
    do throws(NetworkFileError) { export = try ONNXExport(graph, input: shape) } catch {
      throw DefinitionError.network(named.name, error)
    }
    SignalWatch.start { Terminal.write("lenslet: interrupted\n", to: .standardError) }
    let file = try FileWriter(output)
    do {
      try export.write { bytes in try bytes.withUnsafeBytes { try file.append($0) } }
    } catch let error as NetworkFileError {
      throw DefinitionError.network(named.name, error)
    }
    try file.finish()
    let nodes = export.nodeCount == 1 ? "1 node" : "\(export.nodeCount) nodes"
    tell("\(output): \(nodes) of operator set \(export.operatorSet), \(export.byteCount) bytes")
    if let stage { tell("pictures go in after: \(stage)") }
  }

  /// The network with its numbers, the files that were read, and what is done with pictures.
  private func bound(_ named: NamedNetwork) throws -> (Graph, [Path], String?) {
    var graph = named.graph
    if let layer { graph.outputs = [try named.value(layer)] }
    if let file = named.file {
      return (random(graph), file.files, file.stage.map { "\($0)" })
    }
    guard let model = named.model else { return (graph, [], nil) }
    graph.outputs = Array(graph.outputs.prefix(1))
    if randomWeights { return (random(graph), [], "\(model.input)") }
    let (pipeline, path) = try named.pipeline(
      of: model, layers: graph.outputs.map { graph.names[$0] })
    graph = pipeline.graph
    graph.outputs = pipeline.exported
    return (graph, [path], "\(pipeline.input)")
  }

  /// A network with random numbers for those that are not there, if these are asked for.
  private func random(_ graph: Graph) -> Graph {
    guard randomWeights else { return graph }
    let (filled, count) = graph.withRandomNumbers
    if count > 0 { tell("\(count) weights are random numbers") }
    return filled
  }

  private func tell(_ line: String) {
    Terminal.write("lenslet: \(line)\n", to: .standardError)
  }
}
