import Codecs
import Definitions
import Files
import Networks
import Reports

extension PipelineJob {
  /// Rises when the same settings give other bytes.
  private static let resultVersion = 1

  /// The hash of all that the results of an input depend on, beside the input: the part of the network
  /// that is computed, with its learned numbers by their bits, how images go in, and what is written.
  ///
  /// Threads and the build of the loops are not among it: no result depends on them.
  ///
  /// - Throws: `BatchError`: `definition` where learned numbers cannot be read, or `file`.
  /// - Complexity: O(learned numbers).
  func identity() throws(BatchError) -> String {
    var hash = ContentHash()
    let graph = session.slice.graph
    hash.add("result version \(Self.resultVersion), strict \(limits.isStrict)")
    do throws(LayerError) {
      try hash.add(graph, neededFor: session.slice.wanted)
    } catch {
      throw .definition(.layers(exporter.folder, error))
    }
    for given in pipeline.given {
      hash.add("\(given.value)")
      hash.add(try wrapping(FileStamp(of: given.path), as: BatchError.file).hash)
    }
    hash.add("\(graph.inputs.map(\.value)) \(plans.rawValue)")
    hash.add(propertiesOf: pipeline.input)
    for value in pipeline.exported { hash.add("\(value) \(pipeline.name(of: value))") }
    let export = exporter.settings
    hash.add("\(export.forms) \(String(describing: export.top))")
    let style = ContentHash.properties(of: export.style)
    hash.add("\(String(describing: export.enlargement)) \(style)")
    return hash.text
  }
}
