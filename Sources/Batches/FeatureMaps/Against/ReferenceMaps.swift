import Definitions
import Files
import Networks

/// Where the maps of an input that another program has made, or an earlier run, are looked for.
struct ReferenceMaps {
  private let folders: [Path]

  /// Takes a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder of all maps.
  ///   - input: The image or tensor; its maps lie in a folder that is named after it, with or without
  ///     its extension.
  ///   - isOnly: Whether it is the only input, so that its maps may lie in the folder itself.
  init(in folder: Path, of input: PipelineInput, isOnly: Bool) {
    folders =
      [folder.appending(input.relative), folder.appending(input.relative.withoutExtension)]
      + (isOnly ? [folder] : [])
  }

  /// The file of a value: named as `maps` would, or as the value itself, in which slashes may be
  /// underscores.
  ///
  /// - Parameters:
  ///   - value: A value of the network.
  ///   - pipeline: What it is computed by.
  /// - Returns: The file; nil if there is none.
  func file(of value: Graph.Value, in pipeline: Pipeline) -> Path? {
    let name = pipeline.graph.names[value]
    let flat = String(name.map { $0 == "/" ? "_" : $0 })
    for folder in folders {
      for name in [pipeline.name(of: value), name, flat]
      where !name.split(separator: "/").contains("..") && !name.utf8.contains(0) {
        let path = folder.appending("\(name).npy")
        if FileKind(of: path) == .regular { return path }
      }
    }
    return nil
  }
}
