public import Files
import ModelFiles
public import Networks
import Spelling

/// A network that is read from a file.
public struct NetworkFile: Sendable {
  /// The file.
  public let path: Path

  /// The file of its weights, if that is another.
  public let weights: Path?

  /// The network, whose weights are read when a session needs them.
  public let graph: Graph

  /// The files that were read.
  public var files: [Path] { [path] + (weights.map { [$0] } ?? []) }

  /// Channels, rows and columns of the pictures that go in; nil for an extent that any picture may
  /// have.
  public let pictures: (channels: Int, height: Int?, width: Int?)

  /// How pictures become what goes in, if the file says it.
  public let stage: InputStage?

  /// Values under names that are not their own.
  let blobs: [String: Graph.Value]

  /// Whether a file is taken for a network, by its name.
  ///
  /// - Parameter path: A file, which need not be there.
  /// - Returns: Whether it ends in `.onnx` or `.prototxt`.
  public static func isNamed(_ path: Path) -> Bool {
    path.fileExtension?.lowercased() == "onnx" || takesWeights(path)
  }

  /// Whether the weights of a network lie in a file of their own, by its name.
  ///
  /// - Parameter path: A file, which need not be there.
  /// - Returns: Whether it ends in `.prototxt`.
  public static func takesWeights(_ path: Path) -> Bool {
    path.fileExtension?.lowercased() == "prototxt"
  }

  /// Reads a network.
  ///
  /// - Parameters:
  ///   - path: An ONNX file, or the `.prototxt` of a Caffe network.
  ///   - weights: The `.caffemodel` of a Caffe network; nil for the one beside it, which has the same
  ///     name, is a snapshot of that name, or is the only one.
  /// - Throws: `DefinitionError`: `file`, `modelFile` if the file is damaged, `weights`, or `network`.
  /// - Complexity: O(nodes); files are mapped, and weights are not touched.
  public init(_ path: Path, weights: Path? = nil) throws(DefinitionError) {
    self =
      Self.takesWeights(path)
      ? try NetworkFile(caffe: path, weights: weights) : try NetworkFile(onnx: path)
  }

  /// Reads an ONNX file.
  private init(onnx path: Path) throws(DefinitionError) {
    let model: ONNXModel
    do {
      model = try ONNXModel(reading: try MappedFile(path), folder: path.parent)
    } catch let error as ModelFileError {
      throw .modelFile(path, error)
    } catch let error as FileError {
      throw .file(error)
    } catch {
      preconditionFailure("a file is opened, and its records are read")
    }
    do throws(NetworkFileError) {
      let graph = try Graph(model)
      self.init(
        path: path, weights: nil, graph: graph, pictures: try graph.pictures, stage: nil,
        blobs: [:])
    } catch {
      throw .network(path, error)
    }
  }

  /// Takes what was read.
  init(
    path: Path, weights: Path?, graph: Graph,
    pictures: (channels: Int, height: Int?, width: Int?), stage: InputStage?,
    blobs: [String: Graph.Value]
  ) {
    self.path = path
    self.weights = weights
    self.graph = graph
    self.pictures = pictures
    self.stage = stage
    self.blobs = blobs
  }

  /// The values that can be looked at: what nodes give, in the order in which they are computed.
  public var values: [Graph.Value] {
    graph.nodes.flatMap { node in node.outputs.filter { !graph.names[$0].isEmpty } }
  }

  /// Finds values.
  ///
  /// - Parameter pattern: The name of a value or of a node, or of a Caffe blob, which means what was
  ///   written to it last; a pattern with `*` and `?`; `#` and a
  ///   number from 0, in the order of `values`; or `kind:` and what a node computes, as in
  ///   `kind:convolution`, behind which `#` and a number take one of them.
  /// - Returns: The values, at least one.
  /// - Throws: `DefinitionError.network` if there is none.
  public func values(_ pattern: String) throws(DefinitionError) -> [Graph.Value] {
    var found = values.filter { graph.names[$0] == pattern }
    if found.isEmpty {
      found = graph.nodes.filter { $0.name == pattern }.flatMap { $0.outputs.prefix(1) }
    }
    if found.isEmpty, let value = blobs[pattern] { found = values.filter { $0 == value } }
    if found.isEmpty { found = matches(pattern) }
    guard found.isEmpty else { return found }
    let names = values.map { graph.names[$0] } + graph.nodes.map(\.name) + blobs.keys.sorted()
    throw .network(path, .unknownValue(pattern, nearest: nearestName(to: pattern, among: names)))
  }

  private func matches(_ pattern: String) -> [Graph.Value] {
    let (text, number) = Self.numbered(pattern)
    var found = values
    if text.hasPrefix("kind:") {
      let kind = text.dropFirst("kind:".count).lowercased()
      found = graph.nodes.filter { $0.operation.kind.lowercased().hasPrefix(kind) }
        .flatMap { $0.outputs.prefix(1).filter { !graph.names[$0].isEmpty } }
    } else if text.contains("*") || text.contains("?") {
      found = values.filter { Wildcard(text).matches(graph.names[$0]) }
    } else if !text.isEmpty || number == nil {
      return []
    }
    guard let number else { return found }
    return found.indices.contains(number) ? [found[number]] : []
  }

  /// What stands before a number sign, and the number behind it.
  private static func numbered(_ pattern: String) -> (text: String, number: Int?) {
    guard let sign = pattern.lastIndex(of: "#"),
      let number = Int(pattern[pattern.index(after: sign)...])
    else { return (pattern, nil) }
    return (String(pattern[..<sign]), number)
  }

  /// What is computed of pictures, and looked at.
  ///
  /// - Parameters:
  ///   - values: The values to look at.
  ///   - input: How pictures become the input.
  /// - Returns: The pipeline.
  /// - Throws: `DefinitionError.network` if the values need operators that are not supported; all of
  ///   them are named.
  public func pipeline(
    _ values: [Graph.Value], input: InputStage
  ) throws(DefinitionError) -> Pipeline {
    let unsupported = graph.unsupported(neededFor: values)
    guard unsupported.isEmpty else { throw .network(path, .unsupported(unsupported)) }
    return Pipeline(
      input: input, graph: graph, exported: Array(Set(values)),
      fileNames: graph.fileNames(of: graph.nodes.flatMap(\.outputs)))
  }
}

extension Graph {
  /// The pictures that go in, of 1 or 3 channels.
  var pictures: (channels: Int, height: Int?, width: Int?) {
    get throws(NetworkFileError) {
      guard inputs.count == 1, let dimensions = inputs[0].dimensions, dimensions.count == 4,
        case .fixed(let channels) = dimensions[1], [1, 3].contains(channels)
      else {
        throw .inputs(inputs.map { "\(names[$0.value]) \(Self.text($0.dimensions))" })
      }
      func extent(_ dimension: Dimension) -> Int? {
        if case .fixed(let count) = dimension { count } else { nil }
      }
      return (channels, extent(dimensions[2]), extent(dimensions[3]))
    }
  }

  private static func text(_ dimensions: [Dimension]?) -> String {
    guard let dimensions else { return "of any rank" }
    return dimensions.map { dimension in
      switch dimension {
      case .fixed(let count): "\(count)"
      case .named(let name): name
      }
    }.joined(separator: "x")
  }
}
