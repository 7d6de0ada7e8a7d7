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
    var needed: Set<Graph.Value> = []
    for index in graph.nodes(neededFor: session.slice.wanted) {
      let node = graph.nodes[index]
      needed.formUnion(node.inputs.compactMap(\.self))
      hash.add("\(node.inputs) \(node.outputs) \(node.operation.kind)")
      hash.add(everyProperty(of: node.operation))
    }
    for (value, parameter) in graph.parameters.sorted(by: { $0.key < $1.key })
    where needed.contains(value) {
      hash.add("\(value) \(parameter.shape) \(parameter.type)")
      try hash.add(numbers(of: parameter, named: graph.names[value]))
    }
    for given in pipeline.given {
      hash.add("\(given.value)")
      hash.add(try wrapping(FileStamp(of: given.path), as: BatchError.file).hash)
    }
    hash.add("\(graph.inputs.map(\.value)) \(plans.rawValue)")
    hash.add(everyProperty(of: pipeline.input))
    for value in pipeline.exported { hash.add("\(value) \(pipeline.name(of: value))") }
    let export = exporter.settings
    hash.add("\(export.forms) \(String(describing: export.top))")
    hash.add("\(String(describing: export.enlargement)) \(everyProperty(of: export.style))")
    return hash.text
  }

  private func numbers(of parameter: StoredParameter, named name: String) throws(BatchError)
    -> Tensor
  {
    do throws(LayerError) {
      return try parameter.tensor()
    } catch {
      throw .definition(.layers(exporter.folder, .step(name: name, error: error)))
    }
  }
}

extension ContentHash {
  /// Takes a text, apart from the one before.
  fileprivate mutating func add(_ text: String) {
    var text = text + "\n"
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// Takes numbers by their bits.
  fileprivate mutating func add(_ tensor: Tensor) {
    switch tensor.elements {
    case .floats(let values): values.withUnsafeBytes { update($0) }
    case .integers(let values): values.withUnsafeBytes { update($0) }
    }
  }
}

/// The stored properties of a value and of those in it, whatever they say of themselves; functions by
/// their types alone.
private func everyProperty(of value: Any) -> String {
  let mirror = Mirror(reflecting: value)
  let type = "\(type(of: value))"
  if mirror.children.isEmpty { return "\(type) \(value)" }
  let parts = mirror.children.map { "\($0.label ?? ""): \(everyProperty(of: $0.value))" }
  let isOrdered = mirror.displayStyle != .dictionary && mirror.displayStyle != .set
  return "\(type)(\((isOrdered ? parts : parts.sorted()).joined(separator: ", ")))"
}
