package import Files
package import Networks

extension ContentHash {
  /// Takes a text, apart from the one before.
  package mutating func add(_ text: String) {
    var text = text + "\n"
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// Takes numbers by their bits.
  package mutating func add(_ numbers: [Float]) { numbers.withUnsafeBytes { update($0) } }

  /// Takes numbers by their bits.
  package mutating func add(_ tensor: Tensor) {
    switch tensor.elements {
    case .floats(let values): values.withUnsafeBytes { update($0) }
    case .integers(let values): values.withUnsafeBytes { update($0) }
    }
  }

  /// Takes the stored properties of a value and of those in it, whatever they say of themselves;
  /// functions by their types alone.
  package mutating func add(propertiesOf value: Any) { add(Self.properties(of: value)) }

  /// The stored properties of a value and of those in it as a text.
  package static func properties(of value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    let type = "\(type(of: value))"
    if mirror.children.isEmpty { return "\(type) \(value)" }
    let parts = mirror.children.map { "\($0.label ?? ""): \(properties(of: $0.value))" }
    let isOrdered = mirror.displayStyle != .dictionary && mirror.displayStyle != .set
    return "\(type)(\((isOrdered ? parts : parts.sorted()).joined(separator: ", ")))"
  }

  /// Takes the part of a graph that some values need: its nodes, and what they have learned by its bits.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - wanted: The values.
  /// - Throws: `LayerError` where learned numbers cannot be read.
  /// - Complexity: O(learned numbers).
  package mutating func add(_ graph: Graph, neededFor wanted: [Graph.Value]) throws(LayerError) {
    var needed: Set<Graph.Value> = []
    for index in graph.nodes(neededFor: wanted) {
      let node = graph.nodes[index]
      needed.formUnion(node.inputs.compactMap(\.self))
      add("\(node.inputs) \(node.outputs) \(node.operation.kind)")
      add(propertiesOf: node.operation)
    }
    for (value, parameter) in graph.parameters.sorted(by: { $0.key < $1.key })
    where needed.contains(value) {
      add("\(value) \(parameter.shape) \(parameter.type)")
      do throws(LayerError) {
        add(try parameter.tensor())
      } catch {
        throw .step(name: graph.names[value], error: error)
      }
    }
  }
}
