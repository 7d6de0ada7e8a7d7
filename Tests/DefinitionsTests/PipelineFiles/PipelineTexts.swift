import Definitions
import Files
import Networks
import Pixels
import _TestSupport

/// Pipelines that are written out in a test.
struct PipelineTexts {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Reads a pipeline that lies in the folder.
  func read(_ text: String, weights: Path? = nil) throws -> PipelineFile {
    let path = folder("pipeline.json5")
    try File.write(Array(text.utf8), to: path)
    return try PipelineFile(
      reading: path, kernels: KernelCatalog(folders: [folder("kernels")]), weights: weights)
  }

  /// Reads a pipeline of steps alone.
  func steps(_ steps: String) throws -> PipelineFile { try read("{ steps: [\(steps)] }") }

  /// What is wrong with a pipeline, without the name of its file; nil where nothing is.
  func mistake(_ text: String) throws -> String? {
    do {
      _ = try read(text)
      return nil
    } catch DefinitionError.pipelineFile(folder("pipeline.json5"), let error) {
      return error.description
    }
  }

  /// Writes a kernel file into the catalogue.
  func kernel(_ name: String, _ text: String) throws {
    try File.makeDirectories(folder("kernels"))
    try File.write(Array(text.utf8), to: folder("kernels/\(name).kernel"))
  }
}

extension PipelineFile {
  /// What each step gives for one map.
  func results(_ rows: [[Float]]) throws -> [[[Float]]] {
    let input = Activation(
      shape: Shape(channels: 1, height: rows.count, width: rows[0].count),
      values: rows.flatMap { $0 })
    var results: [[[Float]]] = []
    try Session(pipeline.slice()).run([Networks.Tensor(input)]) { _, tensor in
      let maps = tensor.maps
      let width = maps.shape.width
      results.append(
        stride(from: 0, to: maps.values.count, by: width).map {
          Array(maps.values[$0..<$0 + width])
        })
    }
    return results
  }
}
