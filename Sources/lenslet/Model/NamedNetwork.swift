import CommandLineKit
import Definitions
import Escaping
import Files
import Networks
import Pixels

/// A network that a command about networks was given: one of the catalogue, or of a file.
struct NamedNetwork {
  /// What the user wrote, for messages.
  let name: Path

  /// Its layers; of the catalogue without learned numbers.
  let graph: Graph

  /// The network of the catalogue; nil for one of a file.
  let model: Model?

  /// The file; nil for a network of the catalogue.
  let file: NetworkFile?

  /// The weights that a network of the catalogue was given; nil where none were.
  let fitted: FittedWeights?

  /// The files that were read.
  let files: [Path]

  /// Finds a network, and tells about its weights.
  ///
  /// - Parameters:
  ///   - name: A name of the catalogue, or the name of an ONNX file or a `.prototxt`.
  ///   - weights: The file of the weights of a `.prototxt`, nil for the one beside it; or weights
  ///     whose names tell the form of a network of the catalogue.
  /// - Throws: `DefinitionError` for a file, `ValidationError` for an unknown name.
  init(_ name: String, weights: Path? = nil) throws {
    self.name = Path(name)
    if NetworkFile.isNamed(self.name) {
      if weights != nil, !NetworkFile.takesWeights(self.name) {
        throw ValidationError("--weights is not for an ONNX file, which has them in it")
      }
      let file = try NetworkFile(self.name, weights: weights)
      (self.file, graph, model) = (file, file.graph, nil)
      (fitted, files) = (nil, file.files)
      return
    }
    let asked = try reported { try Model.named(name) }
    fitted = try weights.map { try asked.fitted(to: try ModelWeights($0)) }
    let model = fitted?.model ?? asked
    (self.model, graph, file) = (model, model.graph, nil)
    files = [weights].compactMap(\.self)
    for line in fitted?.lines(isWhole: true) ?? [] {
      Terminal.write("lenslet: \(escapedForTerminal(line))\n", to: .standardError)
    }
  }

  /// Finds a layer.
  ///
  /// - Parameter layer: A name or a pattern, as `LayerNames` takes it.
  /// - Returns: The value that it gives.
  /// - Throws: `DefinitionError` if there is none, `ValidationError` if there are several.
  func value(_ layer: String) throws -> Graph.Value {
    let names = file?.layers ?? LayerNames(graph)
    let found = names.values(layer)
    guard let first = found.first else {
      let nearest = names.nearest(to: layer)
      if let file {
        throw DefinitionError.network(file.path, .unknownValue(layer, nearest: nearest))
      }
      throw DefinitionError.model(
        .unknownLayer(
          layer, model: model?.name ?? "\(name)", nearest: nearest,
          known: names.values.map { graph.names[$0] }))
    }
    guard found.count == 1 else {
      throw ValidationError(
        "'\(escapedForTerminal(layer))' means \(found.count) layers: name one, or '\(escapedForTerminal(layer))#0'"
      )
    }
    return first
  }

  /// A network of the catalogue with the weights that it was given, or that were downloaded.
  ///
  /// - Parameters:
  ///   - model: The network.
  ///   - layers: The layers to look at; nil for all.
  /// - Returns: The layers, and the file of the weights.
  /// - Throws: `DefinitionError`.
  func pipeline(
    of model: Model, layers: [String]?
  ) throws(DefinitionError) -> (pipeline: Pipeline, weights: Path) {
    if let fitted { return (try fitted.pipeline(layers: layers), fitted.weights.path) }
    let path = try model.weightsFile(nil)
    return (try model.pipeline(weights: try ModelWeights(path), layers: layers), path)
  }

  /// The shape of one picture that goes in.
  ///
  /// - Parameter size: What the user said of it; nil for what the network says.
  /// - Returns: Extents, slowest first.
  /// - Throws: `ValidationError` where neither says it.
  func input(_ size: InputSize?) throws -> [Int] {
    let own = try pictures
    switch size {
    case .maps(let shape): return shape.extents
    case .image(let size): return [1, own.channels, size.height, size.width]
    case nil:
      guard let height = own.height, let width = own.width else {
        throw ValidationError("the file takes pictures of any size: give one with --input-size")
      }
      return [1, own.channels, height, width]
    }
  }

  private var pictures: (channels: Int, height: Int?, width: Int?) {
    get throws {
      if let file { return try file.pictures }
      let shape = model?.inputShape
      return (shape?.channels ?? 3, shape?.height, shape?.width)
    }
  }

  /// Does something with the layers; what does not fit is told with the name of the network.
  ///
  /// - Parameter body: What is done.
  /// - Returns: What it gives.
  /// - Throws: `DefinitionError.layers`.
  func fitting<Value>(_ body: () throws(LayerError) -> Value) throws(DefinitionError) -> Value {
    do throws(LayerError) { return try body() } catch { throw .layers(name, error) }
  }
}
