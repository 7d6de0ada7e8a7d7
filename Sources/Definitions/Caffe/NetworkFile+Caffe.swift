import Files
import ModelFiles
import Networks

extension NetworkFile {
  /// Reads a Caffe network.
  ///
  /// - Parameters:
  ///   - path: A `.prototxt`.
  ///   - weights: Its `.caffemodel`; nil for the one that lies beside it.
  /// - Throws: `DefinitionError`: `file`, `modelFile`, `weights`, or `network`.
  init(caffe path: Path, weights: Path?) throws(DefinitionError) {
    let mapped: MappedFile
    do throws(FileError) { mapped = try MappedFile(path) } catch { throw .file(error) }
    let network: CaffeNetwork
    do throws(ModelFileError) { network = try CaffeNetwork(try PrototxtFile(mapped)) } catch {
      throw .modelFile(path, error)
    }
    var found = weights
    if found == nil { found = try Self.weights(beside: path) }
    let blobs = try found.map { path throws(DefinitionError) in
      try CaffeWeights(path, for: network.layers)
    }
    do throws(CaffeBuilder.Failure) {
      let made = try CaffeBuilder(network, weights: blobs)
      if made.lacksWeights {
        throw .network(.noWeights(stem: path.lastComponent.withoutExtension.display))
      }
      let graph = made.graph
      let input = graph.inputs.first
      let source = input.map { graph.names[$0.value] }
      let channels = input?.pictures?.channels
      self.init(
        path: path, weights: found, graph: graph,
        stage: channels.flatMap { channels in
          made.pictures.first { $0.top == source }?.stage(channels: channels)
        },
        blobs: made.blobs)
    } catch {
      switch error {
      case .text(let error): throw .modelFile(path, error)
      case .network(let error): throw .network(path, error)
      }
    }
  }

  /// The weights that lie beside a network: under its name, as a snapshot of that name, or alone.
  private static func weights(beside path: Path) throws(DefinitionError) -> Path? {
    let stem = path.lastComponent.withoutExtension.text
    let names: [Path]
    do throws(FileError) { names = try File.list(path.parent) } catch { throw .file(error) }
    let models = names.filter { $0.fileExtension?.lowercased() == "caffemodel" }
    let named = models.filter { $0.withoutExtension.text == stem }
    let snapshots = models.filter { $0.text.hasPrefix("\(stem)_iter_") }
    for found in [named, snapshots, models] {
      if found.count > 1 {
        throw .network(path, .severalWeights(found.map(\.display).sorted()))
      }
      if let only = found.first { return path.parent.appending(only) }
    }
    return nil
  }
}

extension PrototxtFile {
  /// Reads a mapped text.
  fileprivate init(_ file: MappedFile) throws(ModelFileError) {
    guard file.bytes.count <= Self.byteLimit else {
      throw .tooLarge(found: file.bytes.count, limit: Self.byteLimit)
    }
    try self.init(Array(file.bytes))
  }
}
