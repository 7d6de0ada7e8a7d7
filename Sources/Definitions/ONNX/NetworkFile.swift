public import Files
import ModelFiles
public import Networks

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

  /// How pictures become what goes in, if the text of a Caffe network says it.
  public let stage: InputStage?

  /// What else an ONNX file says: keys with their texts.
  let metadata: [(key: String, text: String)]

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
        path: path, weights: nil, graph: graph, stage: nil,
        metadata: model.metadata.map { ($0.key, $0.value) }, blobs: [:])
    } catch {
      throw .network(path, error)
    }
  }

  /// Takes what was read.
  init(
    path: Path, weights: Path?, graph: Graph, stage: InputStage?,
    metadata: [(key: String, text: String)] = [],
    blobs: [String: Graph.Value]
  ) {
    self.path = path
    self.weights = weights
    self.graph = graph
    self.stage = stage
    self.metadata = metadata
    self.blobs = blobs
  }

  /// The ways to name the values that can be looked at.
  public var layers: LayerNames { LayerNames(graph, others: blobs) }

  /// The values that can be looked at: what nodes give, in the order in which they are computed.
  public var values: [Graph.Value] { layers.values }

  /// Finds values.
  ///
  /// - Parameter pattern: A name or a pattern, as `LayerNames` takes it.
  /// - Returns: The values, at least one.
  /// - Throws: `DefinitionError.network` if there is none.
  public func values(_ pattern: String) throws(DefinitionError) -> [Graph.Value] {
    let found = layers.values(pattern)
    guard found.isEmpty else { return found }
    throw .network(path, .unknownValue(pattern, nearest: layers.nearest(to: pattern)))
  }

  /// What is computed of pictures or a tensor, and looked at.
  ///
  /// - Parameters:
  ///   - values: The values to look at.
  ///   - input: How pictures become the input.
  ///   - given: Values that are not computed.
  /// - Returns: The pipeline.
  /// - Throws: `DefinitionError.network` if the values need operators that are not supported, all of
  ///   which are named, or if not one input is left that is not given.
  public func pipeline(
    _ values: [Graph.Value], input: InputStage, given: [GivenValue] = []
  ) throws(DefinitionError) -> Pipeline {
    let pipeline = Pipeline(
      input: input, graph: graph, exported: Array(Set(values)),
      fileNames: graph.fileNames(of: graph.nodes.flatMap(\.outputs)), given: given)
    let unsupported = pipeline.graph.unsupported(neededFor: values)
    guard unsupported.isEmpty else { throw .network(path, .unsupported(unsupported)) }
    try pipeline.checkInputs(path: path)
    return pipeline
  }
}

extension NetworkFile {
  /// The pictures that go in.
  ///
  /// - Returns: Their 1 or 3 channels, and rows and columns where these are fixed.
  /// - Throws: `DefinitionError.network` if there is not one input for pictures.
  public var pictures: (channels: Int, height: Int?, width: Int?) {
    get throws(DefinitionError) {
      guard graph.inputs.count == 1, let pictures = graph.inputs[0].pictures else {
        throw .network(path, .inputs(graph.inputs.map(graph.text)))
      }
      return pictures
    }
  }
}

extension Graph.Input {
  /// Channels, rows and columns of the pictures that can go in; nil if none can.
  public var pictures: (channels: Int, height: Int?, width: Int?)? {
    guard let dimensions, dimensions.count == 4, type.isFloating,
      case .fixed(let channels) = dimensions[1], [1, 3].contains(channels)
    else { return nil }
    func extent(_ dimension: Graph.Dimension) -> Int? {
      if case .fixed(let count) = dimension { count } else { nil }
    }
    return (channels, extent(dimensions[2]), extent(dimensions[3]))
  }
}

extension Graph {
  /// An input as it is told about: its name and its extents.
  func text(_ input: Input) -> String {
    guard let dimensions = input.dimensions else { return "'\(names[input.value])' of any rank" }
    let extents = dimensions.map { dimension in
      switch dimension {
      case .fixed(let count): "\(count)"
      case .named(let name): name
      }
    }.joined(separator: "x")
    return "'\(names[input.value])' \(extents)"
  }
}
