import Batches
import CommandLineKit
import Definitions
import Explaining
import Files
import Networks

/// A network with scores of classes, and what these are called.
struct ClassifierOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A network's name, an ONNX file or the .prototxt of a Caffe network.", valueName: "MODEL"))
  var model: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The file of weights, by default what 'lenslet weights get MODEL' has downloaded, or the \
      .caffemodel beside a .prototxt.
      """, valueName: "FILE"))
  var weights: Path?
  @Option(
    help: ArgumentHelp(
      "What the classes are called: a text of one line per class.", valueName: "FILE"))
  var labels: Path?

  /// Refuses options for pictures where the network knows how they go in.
  ///
  /// - Parameters:
  ///   - pictures: The options.
  ///   - takesSize: Whether the size is one of them.
  /// - Throws: `ValidationError`.
  func check(_ pictures: PictureOptions, takesSize: Bool = true) throws {
    guard !NetworkFile.isNamed(Path(model)), pictures.isUsed else { return }
    throw ValidationError(
      "\(takesSize ? "--size, " : "")--mean, --scale and --channel-order are for a network's own file; "
        + "others know them")
  }

  /// The names of the classes; none if nobody has said them.
  var classNames: [String] {
    get throws { try labels.map(lenslet.classNames) ?? [] }
  }

  /// The network, and how pictures go in.
  ///
  /// - Parameter pictures: How pictures go into a network's own file.
  /// - Returns: What the user named, and its layers with their weights.
  /// - Throws: `DefinitionError` or `ValidationError`.
  func network(_ pictures: PictureOptions) throws -> (named: NamedNetwork, pipeline: Pipeline) {
    let named = try NamedNetwork(model, weights: weights)
    let pipeline = try pipeline(named, pictures)
    guard pipeline.graph.inputs.count == 1 else {
      throw ValidationError("'\(model)' takes several inputs; networks of one input are taken")
    }
    return (named, pipeline)
  }

  /// The files that go in: of the network, its weights, and the names of classes.
  ///
  /// - Parameter named: What the user named.
  /// - Returns: Their paths.
  /// - Throws: `DefinitionError` where there are no weights.
  func files(_ named: NamedNetwork) throws -> [Path] {
    var files = named.files + [labels].compactMap(\.self)
    if let model = named.model, named.fitted == nil { files.append(try model.weightsFile(nil)) }
    return files
  }

  private func pipeline(_ named: NamedNetwork, _ pictures: PictureOptions) throws -> Pipeline {
    if let file = named.file {
      return try file.pipeline(file.graph.outputs, input: pictures.stage(for: file))
    }
    guard let model = named.model else { throw ValidationError("there is no network") }
    return try named.pipeline(of: model, layers: nil).pipeline
  }
}
